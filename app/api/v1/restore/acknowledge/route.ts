import { acknowledgeRestoreOperation } from "#server/api/operations/restore.ts";
import { defineRoute } from "#server/define-route.ts";

export const POST = defineRoute(acknowledgeRestoreOperation);
