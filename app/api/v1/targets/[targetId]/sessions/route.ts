import { readTargetSessionsOperation } from "#server/api/operations/sessions.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readTargetSessionsOperation);
