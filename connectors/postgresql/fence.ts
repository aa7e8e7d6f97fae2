import type pg from "pg";
import type { Access } from "#core/ports/connector.ts";
import { applicationName } from "./target-calls.ts";
import { StaleFenceError, TargetStateError } from "./target-error.ts";

const ownCallsOf = `
  select pid, application_name as name from pg_stat_activity
  where usesysid = (select oid from pg_roles where rolname = session_user)
    and starts_with(application_name, $1) and pid <> pg_backend_pid()`;

/**
 * Ends this holding's calls with a lower fence, and returns when their connections are gone: what they had not
 * committed can no longer take effect. Refuses where a higher fence is already at work.
 */
export async function raiseFence(main: pg.Client, access: Access): Promise<void> {
  const prefix = applicationName(access.holdingId, access.fence).slice(0, -String(access.fence).length);
  const { rows } = await main.query<{ pid: number; name: string }>({
    name: "own_calls",
    text: ownCallsOf,
    values: [prefix],
  });
  const calls = rows.map(({ pid, name }) => ({ pid, fence: Number(name.slice(prefix.length)) }));
  const highest = Math.max(...calls.map(({ fence }) => fence));
  if (highest > access.fence) throw new StaleFenceError(access, highest);
  const stale = calls.filter(({ fence }) => fence < access.fence).map(({ pid }) => pid);
  if (stale.length === 0) return;
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
}
