import { readGrantSessionsOperation } from "#server/api/operations/sessions.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readGrantSessionsOperation);
