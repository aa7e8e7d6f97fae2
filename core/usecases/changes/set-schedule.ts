import type { ProposedChange } from "#core/domain/change/change-input.ts";
import type { Schedule } from "#core/domain/schedule/schedule.ts";
import { insert, type Transition, transition, update, type Write } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

type ProposedSchedule = Extract<ProposedChange, { kind: "schedule" }>;

/**
 * A new on-call schedule, or another content for the one of that name. Where its source changed, what the old one said counts for
 * nothing: until the new one was read, nobody is on call.
 */
export const setSchedule = async (
  core: Core,
  { name, settings, retire }: ProposedSchedule,
  now: Date,
): Promise<Transition> => {
  const known = (await core.schedules.all()).find((schedule) => schedule.name === name);
  const content = { kind: settings.kind, settings, retiredAt: retire ? now : null };
  const row: Schedule = { id: core.ids.newId("sch"), version: 1, name, ...content, createdAt: now };
  return transition({
    writes: [known ? update("Schedule", known, content) : insert("Schedule", row), ...(await forgotten(core, known))],
    events: [{ kind: "scheduleChanged", data: { schedule: name, settings, retired: retire } }],
  });
};

const forgotten = async (core: Core, known: Schedule | undefined): Promise<readonly Write[]> => {
  const reading = known && (await core.schedules.readings()).find(({ id }) => id === known.id);
  return reading ? [update("ScheduleReading", reading, { shifts: [], readAt: null })] : [];
};
