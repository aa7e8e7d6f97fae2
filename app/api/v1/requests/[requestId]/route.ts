import { readRequestOperation } from "#server/api/operations/requests.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readRequestOperation);
