import { type AlarmKind, alarmKinds } from "#core/domain/alarm/alarm.ts";
import type { Context } from "#server/context.ts";
import { metrics } from "#server/metrics.ts";

/** A removal takes a moment; what is gone within it was never overdue. */
const graceMs = 1_000;
const key = Symbol.for("lapse.metrics.lag-position");
const shared = globalThis as { [key]?: Date };

/** An end becomes visible a little after the instant that it carries. */
const settleMs = 2_000;

/**
 * Brings the gauges up to date from the database, and the histogram with every end that was confirmed since the last look. The
 * first look of a process reads them all: so the counts go on where an earlier process left them, and replicas agree.
 */
export const readFigures = async ({ core, pool }: Pick<Context, "core" | "pool">): Promise<void> => {
  const { overdue, openAlarms, liveGrants, revocationLag, forwardingBehind } = metrics();
  const [now, late, alarms, live, forwarding] = await Promise.all([
    core.clock.now(),
    core.holdings.overdue(null, graceMs),
    core.alarms.open(),
    core.reports.liveGrants(),
    core.forwarding.standing(),
  ]);
  overdue.set(late.length);
  for (const kind of Object.keys(alarmKinds) as AlarmKind[]) {
    openAlarms.set({ kind }, alarms.filter((alarm) => alarm.kind === kind).length);
  }
  liveGrants.set(live);
  for (const { sinkId, behind } of forwarding) forwardingBehind.set({ sink: sinkId }, behind);
  const since = shared[key] ?? new Date(0);
  const until = new Date(now.getTime() - settleMs);
  shared[key] = until;
  const { rows } = await pool.query<{ lag: number }>(
    `select extract(epoch from "endedAt" - case when "endReason" = 'expired' then "expiresAt" else "endingAt" end)::float8 as lag
       from "Grant" where "status" = 'ended' and "readyAt" is not null and "endedAt" > $1 and "endedAt" <= $2`,
    [since, until],
  );
  for (const { lag } of rows) revocationLag.observe(Math.max(0, lag));
};
