import { auditChoicesInput, listAuditInput } from "#core/domain/audit/audit-input.ts";
import { listAuditChoices } from "#core/usecases/audit/list-audit-choices.ts";
import { listAuditEvents } from "#core/usecases/audit/list-audit-events.ts";
import { defineRead } from "#server/define-read.ts";

export const readAudit = defineRead(listAuditInput, listAuditEvents);
export const readChoices = defineRead(auditChoicesInput, listAuditChoices);
