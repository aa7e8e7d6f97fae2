import { listAlarmsInput, openAlarmsInput } from "#core/domain/alarm/alarm-input.ts";
import { noInput } from "#core/domain/no-input.ts";
import { listAlarms } from "#core/usecases/alarms/list-alarms.ts";
import { listOpenAlarms } from "#core/usecases/alarms/list-open-alarms.ts";
import { readRestore } from "#core/usecases/restore/read-restore.ts";
import { defineRead } from "#server/define-read.ts";

export const readRestoreState = defineRead(noInput, readRestore);
export const readOpenAlarms = defineRead(openAlarmsInput, listOpenAlarms);
export const readAlarms = defineRead(listAlarmsInput, listAlarms);
