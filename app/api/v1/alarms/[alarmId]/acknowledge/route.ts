import { acknowledgeAlarmOperation } from "#server/api/operations/alarms.ts";
import { defineRoute } from "#server/define-route.ts";

export const POST = defineRoute(acknowledgeAlarmOperation);
