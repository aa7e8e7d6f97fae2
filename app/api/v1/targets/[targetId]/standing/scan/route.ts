import { askScanOperation } from "#server/api/operations/standing.ts";
import { defineRoute } from "#server/define-route.ts";

export const POST = defineRoute(askScanOperation);
