import type { Access } from "#core/ports/connector.ts";
import { checkQuarantineRole } from "./check-role.ts";
import { giveMembership, joinAccount } from "./membership-statements.ts";
import { quarantineDatabase, type Leaver } from "./quarantine-database.ts";
import { postgresqlMapping } from "./settings.ts";
import type { Call } from "./target-calls.ts";
import { TargetStateError } from "./target-error.ts";

/** Rights and objects of a role, by database; what belongs to the whole cluster can be dealt with from any of them. */
const databasesOf = `
  select distinct coalesce(d.datname, $2) as name, coalesce(d.datallowconn, true) as open
  from pg_shdepend s left join pg_database d on d.oid = s.dbid
  where s.refclassid = 'pg_authid'::regclass and s.refobjid = $1::oid order by 1`;

/**
 * Quarantines what the account left behind, in each database where it left something. Throws, after all others are
 * done, when a database cannot be entered: what is in there is then not known.
 */
export async function clearLeftovers(call: Call, access: Access, oid: string, serverMajor: number): Promise<string[]> {
  const { main, settings } = call;
  const { account } = access;
  const { role } = postgresqlMapping.parse(access.entitlement.mapping);
  const giveRole = giveMembership(role, account, serverMajor);
  const { maintenanceDatabase, quarantineRole } = settings;
  const { rows } = await main.query<{ name: string; open: boolean }>(databasesOf, [oid, maintenanceDatabase]);
  if (rows.length === 0) return [];
  await checkQuarantineRole(main, quarantineRole);
  await main.query(joinAccount(account, serverMajor));
  const lines: string[] = [];
  const closed: string[] = [];
  for (const { name, open } of rows) {
    const found = open
      ? await enterAndClear(call, { account, oid, quarantineRole, giveRole, role, database: name })
      : null;
    if (found === null) closed.push(name);
    else lines.push(...found);
  }
  if (closed.length > 0) {
    const names = closed.map((name) => `"${name}"`).join(", ");
    throw new TargetStateError(`"${account}" left something in ${names}, where the connector cannot connect`);
  }
  return lines;
}

async function enterAndClear(call: Call, leaver: Leaver): Promise<string[] | null> {
  let client;
  try {
    client = await call.connect(leaver.database);
  } catch {
    return null;
  }
  const lines = await quarantineDatabase(client, leaver);
  await client.end();
  return lines;
}
