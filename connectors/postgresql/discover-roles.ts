import type { DiscoveredEntitlement } from "#core/ports/connector.ts";
import { rolesThatPassOn } from "./grant-options.ts";
import type { TargetCalls } from "./target-calls.ts";
import { sqlState } from "./target-error.ts";

const pageSize = 500;

/**
 * Roles that the connector may give, in each database where they may do something. Not those that a portal made or
 * needs itself, and not the server's predefined ones.
 */
const roles = `
  with recursive grantable as (
    select distinct r.oid, r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
    where m.member = (select oid from pg_roles where rolname = session_user) and m.admin_option
      and not starts_with(r.rolname, 'pg_') and r.rolname <> $1
      and coalesce(shobj_description(r.oid, 'pg_authid'), '') not like 'lapse portal=%'),
  reach(top, oid) as (
    select oid, oid from grantable
    union select reach.top, m.roleid from pg_auth_members m join reach on m.member = reach.oid)
  select d.datname as database, g.rolname as role, shobj_description(g.oid, 'pg_authid') as comment,
    exists (select from reach join pg_shdepend s on s.refobjid = reach.oid where reach.top = g.oid
      and s.refclassid = 'pg_authid'::regclass and s.deptype = 'o' and s.dbid = d.oid) as owns,
    current_setting('server_version_num')::int < 160000 as becomes
  from grantable g cross join pg_database d
  where d.datallowconn and not d.datistemplate
    and has_database_privilege(d.oid, 'connect') and has_database_privilege(g.oid, d.oid, 'connect')
    and exists (
      select from reach left join pg_shdepend s on s.refobjid = reach.oid
        and s.refclassid = 'pg_authid'::regclass and s.dbid = d.oid
      join pg_roles r on r.oid = reach.oid
      where reach.top = g.oid and (s.dbid is not null or starts_with(r.rolname, 'pg_')))
    and ($2::text is null or (d.datname, g.rolname) > ($2::name, $3::name))
  order by d.datname, g.rolname limit ${pageSize}`;

const warnsOfOwner = "It owns objects: what is changed in those outlives the access.";
const warnsOfBecoming =
  "Before PostgreSQL 16 its members may become it: what they make in its name outlives the access.";
const warnsOfGrantOption = "It may pass its rights on (GRANT OPTION): what is passed on outlives the access.";
const warnsOfClosed = "The connector may not enter this database: what is left behind there cannot be cleared.";

interface RoleRow {
  readonly database: string;
  readonly role: string;
  readonly comment: string | null;
  readonly owns: boolean;
  /** Membership without SET (`giveMembership`) exists since 16. */
  readonly becomes: boolean;
}

/**
 * What can be requested here, by database and role; says of a role that owns objects, may pass on its rights on them, or that its
 * members may become, what cannot be taken back.
 */
export async function* discoverRoles(
  calls: TargetCalls,
  quarantineRole: string,
): AsyncGenerator<DiscoveredEntitlement> {
  for (let after: RoleRow | undefined; ;) {
    const rows = await readPage(calls, quarantineRole, after);
    for (const [database, found] of Map.groupBy(rows, (row) => row.database)) {
      const passOn = await askIn(calls, database, found);
      for (const { role, comment, owns, becomes } of found) {
        const passes = passOn === null ? [warnsOfClosed] : passOn.has(role) ? [warnsOfGrantOption] : [];
        const warnings = [...(owns ? [warnsOfOwner] : []), ...(becomes ? [warnsOfBecoming] : []), ...passes];
        const description = comment ?? `Member of the role ${role} in the database ${database}.`;
        yield {
          resource: database,
          action: role,
          mapping: { role, database },
          description: [description, ...warnings].join(" "),
        };
      }
    }
    after = rows.at(-1);
    if (after === undefined || rows.length < pageSize) return;
  }
}

/** The server's refusal of whoever its rules (pg_hba.conf) do not let into a database. */
const notLetIn = "28000";

/** Who may do what in a database is only told there; null where the connector is not let in. */
async function askIn(
  calls: TargetCalls,
  database: string,
  found: readonly RoleRow[],
): Promise<ReadonlySet<string> | null> {
  const roles = found.map(({ role }) => role);
  try {
    return await calls.during("lapse:discover", async (call) => rolesThatPassOn(await call.connect(database), roles));
  } catch (error) {
    if (sqlState(error) !== notLetIn) throw error;
    return null;
  }
}

function readPage(calls: TargetCalls, quarantineRole: string, after?: RoleRow): Promise<RoleRow[]> {
  const values = [quarantineRole, after?.database ?? null, after?.role ?? null];
  return calls.during("lapse:discover", async ({ main }) => (await main.query<RoleRow>(roles, values)).rows);
}
