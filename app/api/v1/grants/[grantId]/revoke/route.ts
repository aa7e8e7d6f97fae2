import { revokeGrantOperation } from "#server/api/operations/grants.ts";
import { defineRoute } from "#server/define-route.ts";

export const POST = defineRoute(revokeGrantOperation);
