import { cancelRequestOperation } from "#server/api/operations/requests.ts";
import { defineRoute } from "#server/define-route.ts";

export const POST = defineRoute(cancelRequestOperation);
