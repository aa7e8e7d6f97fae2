import { readAuditEventOperation } from "#server/api/operations/audit.ts";
import { defineRoute } from "#server/define-route.ts";

export const GET = defineRoute(readAuditEventOperation);
