import { searchEntitlementsOperation } from "#server/api/operations/people.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(searchEntitlementsOperation);
