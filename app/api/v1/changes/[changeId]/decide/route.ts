import { decideChangeOperation } from "#server/api/operations/changes.ts";
import { defineRoute } from "#server/define-route.ts";

export const POST = defineRoute(decideChangeOperation);
