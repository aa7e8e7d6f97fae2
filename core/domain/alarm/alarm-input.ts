import { z } from "zod";
import type { AlarmId, TargetId } from "#core/domain/ids.ts";
import { id } from "#core/domain/text-input.ts";

export const alarmIdInput = z.strictObject({ alarmId: id<AlarmId>("alm") });
export type AlarmIdInput = z.output<typeof alarmIdInput>;

export const listAlarmsInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListAlarmsInput = z.output<typeof listAlarmsInput>;

/** Of one target; without one: of all, and of what is about no target. */
export const openAlarmsInput = z.strictObject({ targetId: id<TargetId>("tgt").optional() });
export type OpenAlarmsInput = z.output<typeof openAlarmsInput>;
