import type { Actor } from "#core/domain/audit/event.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { feedEveryMs, type Schedule, type ScheduleReading, type Shift } from "#core/domain/schedule/schedule.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { guard, insert, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";

const backMs = 86_400_000;
const aheadMs = 35 * 86_400_000;

/**
 * Reads the on-call feeds that were not read for a while. What a feed says replaces what it said; where it cannot be read, what
 * it said stands until it is stale, and then nobody is on call (promise 13). May run anywhere, twice, or not at all.
 * Answers how many were looked at.
 */
export const readFeeds = async (core: Core, actor: Actor): Promise<number> => {
  const [schedules, readings, now] = await Promise.all([
    core.schedules.all(),
    core.schedules.readings(),
    core.clock.now(),
  ]);
  const due = schedules.filter((schedule) => {
    const reading = readings.find(({ id }) => id === schedule.id);
    return schedule.kind !== "turns" && schedule.retiredAt === null && isDue(reading, now);
  });
  for (const schedule of due) await readFeed(core, actor, schedule, now);
  return due.length;
};

const isDue = (reading: ScheduleReading | undefined, now: Date): boolean => {
  const tried = Math.max(reading?.readAt?.getTime() ?? 0, reading?.failedAt?.getTime() ?? 0);
  return now.getTime() - tried >= feedEveryMs;
};

type Outcome = { readonly shifts: readonly Shift[] } | { readonly error: string };

const readFeed = async (core: Core, actor: Actor, schedule: Schedule, asked: Date): Promise<void> => {
  const from = new Date(asked.getTime() - backMs);
  const outcome: Outcome = await core.shiftFeeds.read(schedule, from, new Date(asked.getTime() + aheadMs)).then(
    async (shifts) => ({ shifts: await ofThoseHere(core, shifts) }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : "the feed could not be read" }),
  );
  const done = await commitDecided(core, actor, async (now) => {
    const [schedules, readings] = await Promise.all([core.schedules.all(), core.schedules.readings()]);
    // Another source took its place while this one was read: what it said counts for nothing.
    if (schedules.find(({ id }) => id === schedule.id)?.version !== schedule.version) return refuse("changed");
    const known = readings.find(({ id }) => id === schedule.id);
    // Somebody else read it meanwhile, later than we asked.
    if (known?.readAt && known.readAt > asked) return refuse("known");
    const moved = "shifts" in outcome && JSON.stringify(known?.shifts ?? []) !== JSON.stringify(outcome.shifts);
    const step = noted(schedule, known, outcome, now);
    return ok({ transition: together(step, moveEpoch(await core.policies.epochs(), "directory")), value: moved });
  });
  if (done.ok && done.value) await redecidePending(core);
};

/** What is kept of a feed: turns of people who are here. The address of a stranger, or of whom was erased, is not. */
const ofThoseHere = async (core: Core, shifts: readonly Shift[]): Promise<readonly Shift[]> => {
  const people = await core.people.ofEmails([...new Set(shifts.map(({ email }) => email))]);
  const here = new Set(people.map(({ email }) => email.toLowerCase()));
  return shifts.filter(({ email }) => here.has(email.toLowerCase()));
};

const noted = (schedule: Schedule, known: ScheduleReading | undefined, outcome: Outcome, now: Date): Transition => {
  const before = known ?? { id: schedule.id, version: 1, shifts: [], readAt: null, failedAt: null, error: null };
  const changes =
    "shifts" in outcome
      ? { shifts: outcome.shifts, readAt: now, failedAt: null, error: null }
      : { failedAt: now, error: outcome.error };
  const write = known
    ? update("ScheduleReading", known, changes)
    : insert("ScheduleReading", { ...before, ...changes });
  const data = { schedule: schedule.name };
  // One event when something changes, not one every few minutes.
  const read = "shifts" in outcome && JSON.stringify(outcome.shifts) !== JSON.stringify(before.shifts);
  const failed = "error" in outcome && before.error === null;
  return transition({
    writes: [write],
    guards: [guard("Schedule", schedule)],
    events: [
      ...(read ? [{ kind: "scheduleRead" as const, data: { ...data, shifts: outcome.shifts.length } }] : []),
      ...(failed ? [{ kind: "scheduleUnreadable" as const, data: { ...data, error: outcome.error } }] : []),
    ],
  });
};
