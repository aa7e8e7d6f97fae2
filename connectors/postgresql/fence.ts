import type pg from "pg";
import type { Access } from "#core/ports/connector.ts";
import { applicationName } from "./application-name.ts";
import { preparedStatement } from "./prepared-statement.ts";
import { StaleFenceError, TargetStateError } from "./target-error.ts";

/** Of one holding, by the beginning of its calls' names: asked only once the asking call bears its own. */
export const ownCalls = preparedStatement(
  "own_calls",
  "text",
  `select pid, application_name as name from pg_stat_activity
    where usesysid = (select oid from pg_roles where rolname = session_user)
      and starts_with(application_name, $1) and pid <> pg_backend_pid()`,
);

export interface OwnCall {
  readonly pid: number;
  readonly name: string;
}

/** The beginning of the names of all calls on this holding. */
export function callsOf({ holdingId, fence }: Access): string {
  return applicationName(holdingId, fence).slice(0, -String(fence).length);
}

/**
 * Ends this holding's calls with a lower fence, and returns when their connections are gone: what they had not
 * committed can no longer take effect. Refuses where a higher fence is already at work. Answers whether there were any.
 */
export async function raiseFence(main: pg.Client, access: Access, found: readonly OwnCall[]): Promise<boolean> {
  const prefix = callsOf(access);
  const calls = found.map(({ pid, name }) => ({ pid, fence: Number(name.slice(prefix.length)) }));
  const highest = Math.max(...calls.map(({ fence }) => fence));
  if (highest > access.fence) throw new StaleFenceError(access, highest);
  const stale = calls.filter(({ fence }) => fence < access.fence).map(({ pid }) => pid);
  if (stale.length === 0) return false;
  const ended = await main.query<{ gone: boolean }>(
    "select pg_terminate_backend(pid, 2000) as gone from unnest($1::int[]) pid",
    [stale],
  );
  // "false" is also said of one that was gone already, so the list itself decides.
  const left = await main.query(
    "select from pg_stat_activity where pid = any($1) and starts_with(application_name, $2)",
    [stale, prefix],
  );
  if (left.rowCount !== 0)
    throw new TargetStateError(`An earlier call on ${access.holdingId} does not end (${ended.rowCount} tried)`);
  return true;
}
