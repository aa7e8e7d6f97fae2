import { readStandingOperation } from "#server/api/operations/standing.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readStandingOperation);
