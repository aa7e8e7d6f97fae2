import type pg from "pg";
import type { Access } from "#core/ports/connector.ts";
import { terminateSessions } from "./end-sessions.ts";
import { isHolder } from "./list-holders.ts";
import { takeMembership } from "./membership-statements.ts";
import { readRole, type RoleState } from "./role-state.ts";
import { postgresqlMapping } from "./settings.ts";
import type { Call } from "./target-calls.ts";
import { sqlState, TargetStateError } from "./target-error.ts";
import { transaction } from "./transaction.ts";

/**
 * Takes the mapped role from a login that no portal made, and ends its sessions, which may have become that role. The login
 * itself stays. What it has through another role is not ours to take: that other role may mean more than this one.
 */
export async function expelMember(
  { main }: Call,
  { account, entitlement }: Pick<Access, "account" | "entitlement">,
): Promise<void> {
  const mapped = postgresqlMapping.parse(entitlement.mapping).role;
  const { role, serverMajor } = await readRole(main, account);
  if (role !== null) {
    if (role.mark !== null) throw new TargetStateError(`"${account}" bears a portal's mark and is no stranger's`);
    if (role.memberOf.some((one) => one.role === mapped)) {
      await take(main, { account, role, mapped, serverMajor });
      await terminateSessions(main, role.oid);
    }
  }
  if (await isHolder(main, mapped, account))
    throw new TargetStateError(`"${account}" has "${mapped}" through another role`);
}

const insufficientPrivilege = "42501";

interface Taking {
  readonly account: string;
  readonly role: RoleState;
  readonly mapped: string;
  readonly serverMajor: number;
}

const means = `
  select exists (
    select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'lapse' and p.proname = 'take_membership'
      and has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute')) as able`;

async function take(main: pg.Client, { account, role, mapped, serverMajor }: Taking): Promise<void> {
  const { rows } = await main.query<{ able: boolean }>(means);
  if (rows[0]?.able === true) {
    await main.query("select lapse.take_membership($1, $2)", [mapped, account]);
    return;
  }
  const direct = role.memberOf.filter((one) => one.role === mapped);
  try {
    await transaction(
      main,
      direct.map((one) => takeMembership(one, serverMajor)),
    );
  } catch (error) {
    if (sqlState(error) !== insufficientPrivilege) throw error;
    throw new TargetStateError(
      `The server lets nobody take back what others gave "${account}"; see set-up-enforce.sql`,
    );
  }
}
