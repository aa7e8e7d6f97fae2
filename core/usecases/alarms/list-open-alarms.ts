import type { OpenAlarmsInput } from "#core/domain/alarm/alarm-input.ts";
import { byUrgency } from "#core/domain/alarm/by-urgency.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type AlarmView, viewAlarms } from "#core/usecases/alarms/view-alarm.ts";

/** What is wrong now, at one target or anywhere, the worst first. For those with a duty in the portal. */
export const listOpenAlarms: UseCase<OpenAlarmsInput, readonly AlarmView[], "not_allowed"> = async (
  core,
  caller,
  { targetId },
) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const open = await core.alarms.open();
  const asked = targetId === undefined ? open : open.filter((alarm) => alarm.targetId === targetId);
  return ok(await viewAlarms(core, byUrgency(asked)));
};
