import type { AlarmIdInput } from "#core/domain/alarm/alarm-input.ts";
import { acknowledgeAlarm as acknowledged } from "#core/domain/alarm/alarm-steps.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

type AcknowledgeRefusal = "not_allowed" | "not_found" | "already_acknowledged" | "busy";

/** An administrator has seen it. Takes nothing away: what is wrong stays shown, and keeps its target closed, until it is right. */
export const acknowledgeAlarm: UseCase<AlarmIdInput, null, AcknowledgeRefusal> = async (core, caller, { alarmId }) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  return commitDecided(core, caller.actor, async (now) => {
    const alarm = await core.alarms.find(alarmId);
    if (!alarm) return refuse("not_found");
    if (alarm.acknowledgedAt ?? alarm.clearedAt) return refuse("already_acknowledged");
    return ok({ transition: acknowledged(alarm, caller.person.id, now), value: null });
  });
};
