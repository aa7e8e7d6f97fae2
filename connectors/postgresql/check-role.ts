import type pg from "pg";
import type { PostgresqlMapping, PostgresqlSettings } from "./settings.ts";
import { TargetStateError } from "./target-error.ts";

/** Predefined roles that reach past the database: whoever has them can make access that no removal finds. */
const unbounded = [
  "pg_execute_server_program",
  "pg_read_server_files",
  "pg_write_server_files",
  "pg_create_subscription",
];

const reach = `
  with recursive reach(oid) as (
    select oid from pg_roles where rolname = $1
    union select m.roleid from pg_auth_members m join reach on m.member = reach.oid)
  select r.rolname as name,
    r.rolsuper or r.rolcreaterole or r.rolreplication or r.rolname = any($2) as unbounded,
    -- Since 16 the server writes down the role as the grantor, and not the account that was a member of it.
    exists (select from pg_auth_members m where m.member = r.oid and m.admin_option) as lets_in,
    shobj_description(r.oid, 'pg_authid') like 'lapse portal=%' as marked
  from reach join pg_roles r using (oid)`;

const usable = `
  select d.datallowconn and has_database_privilege($1, d.oid, 'connect') as usable from pg_database d where d.datname = $2`;

/** Throws unless the mapped role can be given and taken away again: it exists, and nothing that it reaches is unbounded. */
export async function checkMappedRole(
  client: pg.Client,
  mapping: PostgresqlMapping,
  settings: PostgresqlSettings,
): Promise<void> {
  const { rows } = await client.query<{ name: string; unbounded: boolean; lets_in: boolean; marked: boolean | null }>(
    reach,
    [mapping.role, unbounded],
  );
  if (rows.length === 0) throw new TargetStateError(`There is no role "${mapping.role}"`);
  for (const { name, unbounded: isUnbounded, lets_in: letsIn, marked } of rows) {
    const why = isUnbounded
      ? "reaches past what can be taken away again"
      : letsIn
        ? "may let others into a role, who would stay when the access is taken away"
        : marked === true
          ? "is a temporary account itself"
          : name === settings.user || name === settings.quarantineRole
            ? "belongs to the portal"
            : null;
    if (why !== null) throw new TargetStateError(`The role "${mapping.role}" cannot be given: "${name}" ${why}`);
  }
  const database = await client.query<{ usable: boolean }>(usable, [mapping.role, mapping.database]);
  if (database.rows[0]?.usable !== true) {
    throw new TargetStateError(`"${mapping.role}" cannot connect to the database "${mapping.database}"`);
  }
}

const quarantine = `
  select not (rolcanlogin or rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
    and not exists (select from pg_auth_members m where m.member = r.oid) as powerless
  from pg_roles r where rolname = $1`;

/** Throws unless the quarantine role can do nothing: what is left to a role with rights is a back door. */
export async function checkQuarantineRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ powerless: boolean }>(quarantine, [role]);
  if (rows[0] === undefined) throw new TargetStateError(`There is no quarantine role "${role}"; see set-up.sql`);
  if (!rows[0].powerless)
    throw new TargetStateError(`The quarantine role "${role}" must have no login, attribute or membership`);
}
