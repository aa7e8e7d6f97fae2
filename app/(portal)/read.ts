import { openAlarmsInput } from "#core/domain/alarm/alarm-input.ts";
import { noInput } from "#core/domain/no-input.ts";
import { listReviews } from "#core/usecases/break-glass/list-reviews.ts";
import { readFrame } from "#core/usecases/overview/read-frame.ts";
import { readHome } from "#core/usecases/overview/read-home.ts";
import { listOpenAlarms } from "#core/usecases/alarms/list-open-alarms.ts";
import { defineRead } from "#server/define-read.ts";

export const readPortalFrame = defineRead(noInput, readFrame);

export const readHomePage = defineRead(noInput, readHome);

export const readReviews = defineRead(noInput, listReviews);

export const readOpenAlarms = defineRead(openAlarmsInput, listOpenAlarms);
