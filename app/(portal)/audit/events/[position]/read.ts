import { auditEventInput } from "#core/domain/audit/audit-input.ts";
import { readAuditEvent } from "#core/usecases/audit/read-audit-event.ts";
import { defineRead } from "#server/define-read.ts";

export const readEvent = defineRead(auditEventInput, readAuditEvent);
