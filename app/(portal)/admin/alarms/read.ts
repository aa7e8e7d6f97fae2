import { listAlarmsInput } from "#core/domain/alarm/alarm-input.ts";
import { listAlarms } from "#core/usecases/alarms/list-alarms.ts";
import { defineRead } from "#server/define-read.ts";

export const readAlarms = defineRead(listAlarmsInput, listAlarms);
