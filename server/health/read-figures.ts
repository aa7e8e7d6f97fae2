import { type AlarmKind, alarmKinds } from "#core/domain/alarm/alarm.ts";
import { clockStanding } from "#core/usecases/clocks/clock-standing.ts";
import type { Context } from "#server/context.ts";
import { metrics } from "#server/metrics.ts";

/** A removal takes a moment; what is gone within it was never overdue. */
const graceMs = 1_000;
const key = Symbol.for("lapse.metrics.lag-position");
const shared = globalThis as { [key]?: Date };
/** Targets whose histogram was begun: an empty one says that nothing ended, none at all says nothing. */
const begunKey = Symbol.for("lapse.metrics.lag-targets");
const begun = ((globalThis as { [begunKey]?: Set<string> | undefined })[begunKey] ??= new Set());

/** An end becomes visible a little after the instant that it carries. */
const settleMs = 2_000;
/** What the first look of a process goes back at most. */
const mostAtFirstMs = 24 * 3_600_000;

/**
 * Brings the gauges up to date from the database, and the histogram with every end that its target confirmed since the last
 * look, whichever process saw to it. Counts begin with the process, as counters do, or with the day before the first look: all that ever
 * ended may be billions of rows. What ended before is in the reports.
 */
export const readFigures = async ({ core, pool }: Pick<Context, "core" | "pool">): Promise<void> => {
  const { clockSpread, overdue, unverifiedEnds, openAlarms, liveGrants, revocationLag, forwardingBehind } = metrics();
  const [now, late, alarms, live, forwarding, targets, unverified] = await Promise.all([
    core.clock.now(),
    core.holdings.overdue(graceMs),
    core.alarms.open(),
    core.reports.liveGrants(),
    core.forwarding.standing(),
    core.catalogue.targets(),
    core.reports.unverifiedByTarget(),
  ]);
  overdue.set(late.total);
  for (const kind of Object.keys(alarmKinds) as AlarmKind[]) {
    openAlarms.set({ kind }, alarms.filter((alarm) => alarm.kind === kind).length);
  }
  liveGrants.set(live);
  for (const { sinkId, behind } of forwarding) forwardingBehind.set({ sink: sinkId }, behind);
  unverifiedEnds.reset();
  for (const { id, name } of targets) {
    unverifiedEnds.set({ target: name }, unverified.get(id) ?? 0);
    if (begun.has(name)) continue;
    begun.add(name);
    revocationLag.zero({ target: name });
  }
  clockSpread.set(((await clockStanding(core, now)).spreadMs ?? 0) / 1000);
  await observeEnds(pool, new Map<string, string>(targets.map(({ id, name }) => [id, name])), now);
};

/** The place moves only with what was read up to it: a look that fails, or one beside another, neither loses an end nor counts it twice. */
const observeEnds = async (pool: Context["pool"], names: ReadonlyMap<string, string>, now: Date): Promise<void> => {
  const known = shared[key];
  const until = new Date(now.getTime() - settleMs);
  const since = known ?? new Date(until.getTime() - Math.min(process.uptime() * 1000, mostAtFirstMs));
  // Instants are whole milliseconds, so lags are few different ones, however many ended.
  const { rows } = await pool.query<{ targetId: string; lag: number; ends: number }>(
    `select "targetId", extract(epoch from "endedAt" - case when "endReason" = 'expired' then "expiresAt" else "endingAt" end)::float8 as lag,
         count(*)::int as ends
       from "Grant" where "status" = 'ended' and "readyAt" is not null and "endReason" <> 'unverified'
         and "endedAt" > $1 and "endedAt" <= $2
       group by 1, 2`,
    [since, until],
  );
  // Another look was faster: what it counted is the beginning of this, and the rest comes with the next.
  if (shared[key] !== known) return;
  shared[key] = until;
  const { revocationLag } = metrics();
  for (const { targetId, lag, ends } of rows) {
    const labels = { target: names.get(targetId) ?? targetId };
    for (let end = 0; end < ends; end++) revocationLag.observe(labels, Math.max(0, lag));
  }
};
