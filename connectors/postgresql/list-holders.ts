import type { Client } from "pg";
import type { Holder, MappedEntitlement } from "#core/ports/connector.ts";
import { parseMark } from "./mark.ts";
import { postgresqlMapping } from "./settings.ts";
import type { TargetCalls } from "./target-calls.ts";
import { TargetStateError } from "./target-error.ts";

const pageSize = 500;

/** A membership without INHERIT and SET (16 and newer) lets its member give the role to others, not use it. */
const holders = `
  with recursive holder(oid) as (
    select oid from pg_roles where rolname = $1
    union
    select m.member from pg_auth_members m join holder on m.roleid = holder.oid
    where coalesce((to_jsonb(m)->>'inherit_option')::boolean, true)
       or coalesce((to_jsonb(m)->>'set_option')::boolean, true))`;

const page = `${holders}
  select r.rolname as account, shobj_description(r.oid, 'pg_authid') as comment
  from holder join pg_roles r using (oid)
  where r.rolcanlogin and r.rolname <> session_user and ($2::text is null or r.rolname > $2::name)
  order by r.rolname limit ${pageSize}`;

/**
 * Every role that can log in and use the mapped role, directly or through others, in the order of their names. Not the
 * connector's own role; not superusers, who need no membership.
 */
export async function* listHolders(calls: TargetCalls, entitlement: MappedEntitlement): AsyncGenerator<Holder> {
  const { role } = postgresqlMapping.parse(entitlement.mapping);
  for (let after: string | null = null; ;) {
    const rows = await readPage(calls, role, after);
    for (const { account, comment } of rows) yield { account, mark: parseMark(comment) };
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.account;
  }
}

interface HolderRow {
  readonly account: string;
  readonly comment: string | null;
}

function readPage(calls: TargetCalls, role: string, after: string | null): Promise<HolderRow[]> {
  return calls.during("lapse:holders", async ({ main }) => {
    const { rowCount } = await main.query("select from pg_roles where rolname = $1", [role]);
    // No role is not "no holders": it may have been renamed, with all that hold it.
    if (rowCount === 0) throw new TargetStateError(`There is no role "${role}"`);
    return (await main.query<HolderRow>(page, [role, after])).rows;
  });
}

/** Whether this one login can use the role, by whatever way. */
export async function isHolder(client: Client, role: string, account: string): Promise<boolean> {
  const text = `${holders} select from holder join pg_roles r using (oid) where r.rolname = $2`;
  return (await client.query(text, [role, account])).rowCount !== 0;
}
