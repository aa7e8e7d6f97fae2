import { readPreferencesOperation, setPreferencesOperation } from "#server/api/operations/preferences.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readPreferencesOperation);
export const POST = defineRoute(setPreferencesOperation);
