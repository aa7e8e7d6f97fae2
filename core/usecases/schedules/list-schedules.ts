import type { PersonId } from "#core/domain/ids.ts";
import type { Schedule, ScheduleReading, Turns } from "#core/domain/schedule/schedule.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface ScheduleView extends Pick<Schedule, "id" | "name" | "kind"> {
  /** Where a feed is read from; null for turns that are kept here. */
  readonly url: string | null;
  /** Who takes turns, in their order; null for a feed. */
  readonly turns: (Omit<Turns, "kind" | "personIds"> & { readonly people: readonly PersonName[] }) | null;
  /** Who is on call in it now. */
  readonly onCall: readonly PersonName[];
  /** How a feed was last read; null when it never was, and for turns. */
  readonly reading: Pick<ScheduleReading, "readAt" | "failedAt" | "error"> | null;
}

/** Every on-call schedule that policy can name, with who is on call now, for whoever has a duty in the portal. */
export const listSchedules: UseCase<Record<string, never>, readonly ScheduleView[], "not_allowed"> = async (
  core,
  caller,
) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const [schedules, readings, { directoryAt }, now] = await Promise.all([
    core.schedules.all(),
    core.schedules.readings(),
    core.policies.basis(),
    core.clock.now(),
  ]);
  const { directory } = directoryAt(now);
  const open = schedules.filter(({ retiredAt }) => retiredAt === null);
  const onCall = open.map(({ name }) => directory.onCall(name).map(({ id }) => id as PersonId));
  const takers = open.flatMap(({ settings }) => (settings.kind === "turns" ? settings.personIds : []));
  const name = await namesOf(core, [...onCall.flat(), ...takers]);
  return ok(
    open.map(({ id, name: title, kind, settings }, at) => {
      const reading = readings.find((each) => each.id === id);
      return {
        ...{ id, kind, name: title },
        url: settings.kind === "turns" ? null : settings.url,
        turns: settings.kind === "turns" ? turnsOf(settings, name) : null,
        onCall: (onCall[at] ?? []).map(name),
        reading: reading ? { readAt: reading.readAt, failedAt: reading.failedAt, error: reading.error } : null,
      };
    }),
  );
};

const turnsOf = (
  { timezone, firstDay, handoverAt, daysEach, personIds }: Turns,
  name: (id: PersonId) => PersonName,
): ScheduleView["turns"] => ({ timezone, firstDay, handoverAt, daysEach, people: personIds.map(name) });
