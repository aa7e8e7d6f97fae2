import { openAlarmsInput } from "#core/domain/alarm/alarm-input.ts";
import { targetIdInput } from "#core/domain/catalogue/catalogue-input.ts";
import { noInput } from "#core/domain/no-input.ts";
import { listGroups } from "#core/usecases/people/list-groups.ts";
import { readStanding } from "#core/usecases/drift/read-standing.ts";
import { readTarget } from "#core/usecases/targets/read-target.ts";
import { listOpenAlarms } from "#core/usecases/alarms/list-open-alarms.ts";
import { defineRead } from "#server/define-read.ts";

export const readTargetPage = defineRead(targetIdInput, readTarget);
export const readTargetStanding = defineRead(targetIdInput, readStanding);
export const readGroups = defineRead(noInput, listGroups);
export const readTargetAlarms = defineRead(openAlarmsInput, listOpenAlarms);
