import { listGrantsOperation } from "#server/api/operations/grants.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(listGrantsOperation);
