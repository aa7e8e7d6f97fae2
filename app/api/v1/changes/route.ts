import { listChangesOperation, proposeChangeOperation } from "#server/api/operations/changes.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(listChangesOperation);
export const POST = defineRoute(proposeChangeOperation);
