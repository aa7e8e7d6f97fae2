import { readRestoreOperation } from "#server/api/operations/restore.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readRestoreOperation);
