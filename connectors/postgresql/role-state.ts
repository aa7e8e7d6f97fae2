import type pg from "pg";
import type { Access, LiveSession } from "#core/ports/connector.ts";
import { parseMark, type Mark } from "./mark.ts";
import { preparedStatement } from "./prepared-statement.ts";
import { ForeignAccountError, StaleFenceError } from "./target-error.ts";

export interface Membership {
  readonly role: string;
  readonly member: string;
  readonly grantor: string | null;
  readonly admin: boolean;
  readonly inherit: boolean;
  readonly set: boolean;
}

/** A login role as the server describes it. */
export interface RoleState {
  readonly oid: string;
  readonly canLogin: boolean;
  readonly inherits: boolean;
  /** SUPERUSER, CREATEROLE and the like: nothing that we ever give. */
  readonly extraAttributes: readonly string[];
  readonly connectionLimit: number;
  /** Null where the role has no deadline. */
  readonly until: Date | null;
  readonly mark: Mark | null;
  readonly memberOf: readonly Membership[];
  /** Who may use this role besides itself; the connector's own right to administer it is left out. */
  readonly members: readonly Membership[];
  readonly sessions: readonly LiveSession[];
}

export interface RoleReading {
  readonly targetNow: Date;
  readonly serverMajor: number;
  readonly role: RoleState | null;
}

const memberships = `
  select coalesce(json_agg(json_build_object(
    'role', r.rolname, 'member', u.rolname, 'grantor', g.rolname, 'admin', m.admin_option,
    -- These two exist since 16; before, every membership has both.
    'inherit', coalesce((to_jsonb(m)->>'inherit_option')::boolean, true),
    'set', coalesce((to_jsonb(m)->>'set_option')::boolean, true))), '[]')
  from pg_auth_members m
  join pg_roles r on r.oid = m.roleid join pg_roles u on u.oid = m.member left join pg_roles g on g.oid = m.grantor`;

export const reading = preparedStatement(
  "read_role",
  "name",
  `select extract(epoch from clock_timestamp())::float8 * 1000 as now_ms,
    current_setting('server_version_num')::int / 10000 as major,
    a.oid::text as oid, a.rolcanlogin as can_login, a.rolinherit as inherits, a.rolconnlimit as connection_limit,
    array_remove(array[
      case when a.rolsuper then 'SUPERUSER' end, case when a.rolcreaterole then 'CREATEROLE' end,
      case when a.rolcreatedb then 'CREATEDB' end, case when a.rolreplication then 'REPLICATION' end,
      case when a.rolbypassrls then 'BYPASSRLS' end], null) as extra_attributes,
    extract(epoch from a.rolvaliduntil)::float8 * 1000 as until_ms,
    shobj_description(a.oid, 'pg_authid') as comment,
    (${memberships} where m.member = a.oid) as member_of,
    (${memberships} where m.roleid = a.oid and u.rolname <> session_user) as members,
    (select coalesce(json_agg(json_build_object(
       'pid', s.pid, 'address', host(s.client_addr), 'sinceMs', extract(epoch from s.backend_start) * 1000,
       'lastMs', extract(epoch from s.state_change) * 1000) order by s.backend_start, s.pid), '[]')
     from pg_stat_activity s where s.usesysid = a.oid) as sessions
  from (select 1) one left join pg_roles a on a.rolname = $1`,
);

export interface ReadingRow {
  now_ms: number;
  major: number;
  oid: string | null;
  can_login: boolean;
  inherits: boolean;
  connection_limit: number;
  extra_attributes: string[];
  until_ms: number | null;
  comment: string | null;
  member_of: Membership[];
  members: Membership[];
  sessions: { pid: number; address: string | null; sinceMs: number | null; lastMs: number | null }[];
}

/** Everything about one login role, in one statement. */
export async function readRole(client: pg.Client, account: string): Promise<RoleReading> {
  return roleReading((await client.query<ReadingRow>(reading.execute(account))).rows);
}

/** What the rows of `reading` say. */
export function roleReading([row]: readonly ReadingRow[]): RoleReading {
  if (row === undefined) throw new Error("The server answered a reading without a row");
  const targetNow = new Date(row.now_ms);
  return { targetNow, serverMajor: row.major, role: row.oid === null ? null : roleState(row, row.oid, targetNow) };
}

function roleState(row: ReadingRow, oid: string, targetNow: Date): RoleState {
  return {
    oid,
    canLogin: row.can_login,
    inherits: row.inherits,
    extraAttributes: row.extra_attributes,
    connectionLimit: row.connection_limit,
    until: row.until_ms === null || !Number.isFinite(row.until_ms) ? null : new Date(row.until_ms),
    mark: parseMark(row.comment),
    memberOf: row.member_of,
    members: row.members,
    sessions: row.sessions.map(({ pid, address, sinceMs, lastMs }) => ({
      id: String(pid),
      // Hidden from a connector without pg_read_all_stats: the session is then known to be open since now at the latest.
      since: sinceMs === null ? targetNow : new Date(sinceMs),
      address,
      lastActiveAt: lastMs === null ? null : new Date(lastMs),
    })),
  };
}

/** Throws unless the role is this holding's, and no later operation has touched it. Returns its mark. */
export function ownMark(role: RoleState, access: Access): Mark {
  const { mark } = role;
  if (mark?.portalId !== access.portalId || mark.holdingId !== access.holdingId) {
    throw new ForeignAccountError(access.account);
  }
  return mark;
}

/** `ownMark` for calls that change something: those behind the recorded fence are refused. */
export function ownMarkAtFence(role: RoleState, access: Access): Mark {
  const mark = ownMark(role, access);
  if (mark.fence > access.fence) throw new StaleFenceError(access, mark.fence);
  return mark;
}

/** A role that could not be dropped is no access while nobody can log in as it, use it, or gain anything through it. */
export function isPowerless(role: RoleState): boolean {
  const { canLogin, extraAttributes, memberOf, members, sessions } = role;
  return !canLogin && [extraAttributes, memberOf, members, sessions].every((list) => list.length === 0);
}
