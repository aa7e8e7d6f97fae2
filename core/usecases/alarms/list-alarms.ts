import type { ListAlarmsInput } from "#core/domain/alarm/alarm-input.ts";
import type { PageOf } from "#core/domain/page.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type AlarmView, viewAlarms } from "#core/usecases/alarms/view-alarm.ts";

/** Every alarm there was, newest first, for those with a duty in the portal. */
export const listAlarms: UseCase<ListAlarmsInput, PageOf<AlarmView>, "not_allowed"> = async (core, caller, page) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const { items, nextCursor } = await core.alarms.page(page);
  return ok({ items: await viewAlarms(core, items), nextCursor });
};
