import { pullRedSwitchOperation, readRedSwitchOperation } from "#server/api/operations/red-switch.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readRedSwitchOperation);
export const POST = defineRoute(pullRedSwitchOperation);
