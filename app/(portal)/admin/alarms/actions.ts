"use server";

import { alarmIdInput } from "#core/domain/alarm/alarm-input.ts";
import { acknowledgeRestoreInput } from "#core/domain/restore/restore-input.ts";
import { acknowledgeAlarm } from "#core/usecases/alarms/acknowledge-alarm.ts";
import { acknowledgeRestore } from "#core/usecases/restore/acknowledge-restore.ts";
import { defineAction } from "#server/define-action.ts";

export const acknowledgeAlarmAction = defineAction(alarmIdInput, acknowledgeAlarm);
export const acknowledgeRestoreAction = defineAction(acknowledgeRestoreInput, acknowledgeRestore);
