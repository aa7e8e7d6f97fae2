import { listInboxOperation } from "#server/api/operations/inbox.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(listInboxOperation);
