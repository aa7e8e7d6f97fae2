import { raiseAlarm } from "#core/domain/alarm/alarm-steps.ts";
import type { AlarmNews } from "#core/domain/alarm/alarm.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import { endGrant } from "#core/domain/grant/grant-steps.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { dueNow } from "#core/domain/holding/due-now.ts";
import type { AlarmId } from "#core/domain/ids.ts";
import { isRestored, type Portal } from "#core/domain/portal.ts";
import { noteRestore, type RestoreTrouble } from "#core/domain/restore/restore-steps.ts";
import { together, type Transition, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { SweepPlan } from "#core/ports/sweeps.ts";
import { restoreTrouble } from "#core/usecases/restore/restore-trouble.ts";

const everything = { of: "everything" } as const;

/**
 * Where a witness knows of a newer or another database than this one: ends everything that it says is live, in one transaction,
 * and remembers that it was found. What was given since the copy was made bears our mark at the targets and is found by the
 * comparisons, which are due at once. Level-triggered: it may run anywhere, at once, and again.
 */
export const endRestored = async (core: Core, actor: Actor): Promise<void> => {
  const [portal, standing] = await Promise.all([core.portals.current(), core.log.standing()]);
  const trouble = restoreTrouble(standing);
  if (!portal || !trouble) return;
  // What was being decided while it was found may have been written after it.
  if (isRestored(portal) && (await core.sweeps.reach(everything)).grants === 0) return;
  try {
    await core.sweeps.sweep(actor, everything, planOf(portal, trouble, core.ids.newId("alm")));
  } catch (error) {
    const after = await core.portals.current();
    // Another replica was faster, and wrote the same.
    if (!after || after.version === portal.version || !isRestored(after)) throw error;
  }
  await core.standing.scanAllSoon();
  core.wake.due();
};

const planOf = (portal: Portal, trouble: RestoreTrouble, alarmId: AlarmId): SweepPlan => ({
  begin: ({ grants }, now) =>
    together(noteRestore(portal, trouble, grants, now), raiseAlarm(alarmId, newsOf(trouble, grants, alarmId), now)),
  grants: (grants, holdings, now) =>
    together(...grants.map((grant) => ended(grant, now)), ...holdings.map((holding) => dueNow(holding, now))),
  request: () => transition({}),
});

const newsOf = (trouble: RestoreTrouble, grants: number, subject: AlarmId): AlarmNews => ({
  ...{ kind: "database-restored", subject, targetId: null, personId: null, count: grants },
  detail: `a witness ${knows[trouble]}; ${grants} grants ended, and nothing is given until an administrator acknowledges it`,
});

const knows: Readonly<Record<RestoreTrouble, string>> = {
  behind: "has seen more of the record than this database has",
  forked: "has seen another record than this database has",
};

/** What had not begun is not `restored`, it is revoked: nothing of it was ever at a target. */
const ended = (grant: Grant, now: Date): Transition => {
  const step = endGrant(grant, grant.status === "scheduled" ? "revoked" : "restored", now);
  return { ...step, events: step.events.map((event) => ({ ...event, data: { ...event.data, because: "restored" } })) };
};
