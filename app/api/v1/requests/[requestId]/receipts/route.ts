import { readRequestReceiptsOperation } from "#server/api/operations/receipts.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readRequestReceiptsOperation);
