import type { ReportKind } from "#core/domain/report/report-kinds.ts";
import type { ReportWindowInput } from "#core/domain/report/report-input.ts";
import type { Report } from "#core/domain/report/report.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { makeReport } from "#core/usecases/reports/make-report.ts";

/** One report whole, for whoever has a duty in the portal. Its rows name people, so that it was read is recorded. */
export const readReport: UseCase<ReportWindowInput & { report: ReportKind }, Report, "not_allowed"> = async (
  core,
  caller,
  { report, ...window },
) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  await recordReading(core, caller, "auditRead", JSON.stringify({ report, ...window }));
  return ok(await makeReport(core, report, window));
};
