import type pg from "pg";
import { joinAccount, takeMembership } from "./membership-statements.ts";
import type { Membership } from "./role-state.ts";
import { sqlState } from "./target-error.ts";

/** Who was let into the account, or by the account into another role; and whom those let in, in turn. */
const passedOn = `
  with recursive given(roleid, member, grantor) as (
    select m.roleid, m.member, m.grantor from pg_auth_members m
    where (m.grantor = $1::oid or m.roleid = $1::oid)
      and m.member <> (select oid from pg_roles where rolname = session_user)
    union
    select m.roleid, m.member, m.grantor from pg_auth_members m
    join given on m.roleid = given.roleid and m.grantor = given.member)
  select r.rolname as role, u.rolname as member, g.rolname as grantor
  from given join pg_roles r on r.oid = given.roleid join pg_roles u on u.oid = given.member
  left join pg_roles g on g.oid = given.grantor`;

/**
 * Takes back the memberships that came from the account. On 15 the server forgets who granted them once the account is
 * gone, and they would stay for ever. Those that another grantor alone can take back (16 and newer) end with the role.
 */
export async function takePassedOn(main: pg.Client, account: string, oid: string, serverMajor: number): Promise<void> {
  const { rows } = await main.query<Membership>(passedOn, [oid]);
  if (rows.length > 0) await main.query(joinAccount(account, serverMajor));
  for (const one of rows) await takeIfAllowed(main, one, serverMajor);
}

/** Takes away what the account is a member of. */
export async function takeMemberships(
  main: pg.Client,
  memberOf: readonly Membership[],
  serverMajor: number,
): Promise<void> {
  for (const one of memberOf) await takeIfAllowed(main, one, serverMajor);
}

async function takeIfAllowed(main: pg.Client, one: Membership, serverMajor: number): Promise<void> {
  try {
    await main.query(takeMembership(one, serverMajor));
  } catch (error) {
    // Who relies on it being gone reads it back.
    if (sqlState(error) !== "42501") throw error;
  }
}
