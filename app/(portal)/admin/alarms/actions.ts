"use server";

import { alarmIdInput } from "#core/domain/alarm/alarm-input.ts";
import { acknowledgeAlarm } from "#core/usecases/alarms/acknowledge-alarm.ts";
import { defineAction } from "#server/define-action.ts";

export const acknowledgeAlarmAction = defineAction(alarmIdInput, acknowledgeAlarm);
