import type { ExportAuditInput } from "#core/domain/audit/audit-input.ts";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";

/** The record oldest first, as a stream, for auditors. The export itself is recorded before the first row leaves. */
export const exportAuditEvents: UseCase<ExportAuditInput, AsyncIterable<AuditEvent>, "not_allowed"> = async (
  core,
  caller,
  { format, ...filter },
) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  await recordReading(core, caller, "auditExported", JSON.stringify({ format, ...filter }));
  return ok(core.audit.export(filter));
};
