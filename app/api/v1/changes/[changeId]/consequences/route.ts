import { readConsequencesOperation } from "#server/api/operations/change-consequences.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readConsequencesOperation);
