import { preparedStatement } from "./prepared-statement.ts";

/** What of an account is still there once nobody can log in as it any more. Its own memberships end with the role. */
export interface LeftBehind {
  /** How many were told to end. */
  readonly sessions: number;
  readonly prepared: boolean;
  /** Rights and objects in any database, or of the whole cluster. */
  readonly objects: boolean;
  /** Whom it let into itself, or into another role. */
  readonly passed_on: boolean;
}

export const leftBehind = preparedStatement(
  "left_behind",
  "oid",
  `select
    (select count(pg_terminate_backend(pid))::int from pg_stat_activity where usesysid = $1) as sessions,
    exists (select from pg_prepared_xact() where ownerid = $1) as prepared,
    exists (select from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = $1) as objects,
    exists (select from pg_auth_members where grantor = $1) or exists (
      select from pg_auth_members m where m.roleid = $1
        and m.member <> (select oid from pg_roles where rolname = session_user)) as passed_on`,
);

export function isNothing({ sessions, prepared, objects, passed_on }: LeftBehind): boolean {
  return sessions === 0 && !prepared && !objects && !passed_on;
}
