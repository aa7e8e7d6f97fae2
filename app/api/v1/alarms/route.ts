import { listAlarmsOperation } from "#server/api/operations/alarms.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(listAlarmsOperation);
