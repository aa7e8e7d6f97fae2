import { listRequestsOperation, submitRequestOperation } from "#server/api/operations/requests.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(listRequestsOperation);
export const POST = defineRoute(submitRequestOperation);
