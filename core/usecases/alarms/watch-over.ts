import type { AlarmNews } from "#core/domain/alarm/alarm.ts";
import { reconcileAlarms } from "#core/domain/alarm/reconcile-alarms.ts";
import { clocksDifferAtMostMs } from "#core/domain/clock/clock-spread.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import { overdueAfterMs, silentAfterMs } from "#core/domain/grant/revocation-objective.ts";
import { alarmTried } from "#core/domain/use/try-account.ts";
import type { Core } from "#core/ports/core.ts";
import { clockStanding } from "#core/usecases/clocks/clock-standing.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";

export interface Watched {
  /** Alarms that are open after this look. */
  readonly open: number;
}

/**
 * Raises an alarm for what is wrong now, and clears those whose cause is gone. Level-triggered, so it may run anywhere, at once
 * and as often as one likes: of two watchers that find the same, one raises it. Apart from the reconciler, whose silence it
 * must notice.
 */
export const watchOver = async (core: Core, actor: Actor): Promise<Watched> => {
  const now = await core.clock.now();
  const [open, wanted, tried] = await Promise.all([
    core.alarms.open(),
    whatIsWrong(core, now),
    core.uses.triedUnalarmed(),
  ]);
  const newId = () => core.ids.newId("alm");
  const steps = [
    ...reconcileAlarms(open, wanted, newId, now),
    ...tried.flatMap((account) => alarmTried(account, open, newId, now) ?? []),
  ];
  if (steps.length > 0) await core.store.commit(actor, steps);
  return { open: (await core.alarms.open()).length };
};

const whatIsWrong = async (core: Core, now: Date): Promise<readonly AlarmNews[]> => {
  const [clocks, beat, overdue, standing] = await Promise.all([
    clockStanding(core, now),
    core.heartbeats.last(reconcilerHeartbeat),
    core.holdings.overdue(overdueAfterMs),
    core.standing.countByTarget(),
  ]);
  const silent = !beat || now.getTime() - beat.at.getTime() > silentAfterMs;
  return [
    ...(clocks.agree ? [] : [disagreeing]),
    ...(silent ? [silentNews(beat?.at ?? null)] : []),
    ...[...overdue.byTarget].map(([targetId, { count, lastError }]): AlarmNews => ({
      ...{ kind: "access-overdue", subject: targetId, targetId, personId: null, count },
      detail: lastError ?? "not confirmed by the target yet",
    })),
    ...[...standing].map(([targetId, count]): AlarmNews => ({
      ...{ kind: "standing-access", subject: targetId, targetId, personId: null, count },
      detail: "no live grant explains it",
    })),
  ];
};

const disagreeing: AlarmNews = {
  ...{ kind: "clocks-disagree", subject: "portal", targetId: null, personId: null, count: 1 },
  detail: `the nodes of the database disagree on the time by more than ${clocksDifferAtMostMs / 1000} s: nothing is granted`,
};

const silentNews = (lastAt: Date | null): AlarmNews => ({
  ...{ kind: "revoker-silent", subject: "portal", targetId: null, personId: null, count: 1 },
  detail: lastAt ? `last heard of at ${lastAt.toISOString()}` : "never heard of",
});
