import { listBreakGlassReviewsOperation } from "#server/api/operations/break-glass.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(listBreakGlassReviewsOperation);
