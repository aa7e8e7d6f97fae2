import { z } from "zod";
import { alarmIdInput, listAlarmsInput } from "#core/domain/alarm/alarm-input.ts";
import { type AlarmKind, alarmKinds } from "#core/domain/alarm/alarm.ts";
import { acknowledgeAlarm } from "#core/usecases/alarms/acknowledge-alarm.ts";
import { listAlarms } from "#core/usecases/alarms/list-alarms.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { instant, pageOf, personName } from "#server/api/schemas/parts.ts";

const alarm = z.object({
  id: z.string(),
  kind: z.enum(Object.keys(alarmKinds) as [AlarmKind, ...AlarmKind[]]),
  count: z.int().describe("How many things it is about"),
  detail: z.string(),
  target: z.object({ id: z.string(), name: z.string() }).nullable(),
  person: personName.nullable(),
  raisedAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: personName.nullable(),
  clearedAt: instant.nullable(),
});
const alarmId = "alm_01k9zq3v5x8r2m4n6p7s9t0w1y";

export const listAlarmsOperation = defineOperation({
  id: "listAlarms",
  method: "GET",
  path: "/alarms",
  summary: "Every alarm there was, newest first; open ones have no clearedAt",
  scope: "admin:read",
  roles: ["administrator", "auditor", "reviewer"],
  portalRoles: ["administrator", "auditor", "reviewer"],
  input: listAlarmsInput,
  output: pageOf(alarm),
  useCase: listAlarms,
  refusals: ["not_allowed"],
  example: {
    input: { limit: 50 },
    output: {
      items: [
        {
          ...{ id: alarmId, kind: "access-overdue", count: 2, detail: "connect ECONNREFUSED" },
          target: { id: exampleIds.target, name: "orders" },
          ...{ person: null, acknowledgedAt: null, acknowledgedBy: null, clearedAt: null },
          raisedAt: examples.at("09:00:00"),
        },
      ],
      nextCursor: null,
    },
  },
});

export const acknowledgeAlarmOperation = defineOperation({
  id: "acknowledgeAlarm",
  method: "POST",
  path: "/alarms/{alarmId}/acknowledge",
  summary: "Say that it was seen. What is wrong stays shown until it is right",
  scope: "admin:write",
  roles: ["administrator"],
  portalRoles: ["administrator"],
  input: alarmIdInput,
  output: z.null(),
  useCase: acknowledgeAlarm,
  refusals: ["not_allowed", "not_found", "already_acknowledged", "busy"],
  example: { input: { alarmId }, output: null },
});
