import type { ReportFormat } from "#core/domain/report/report-format.ts";
import type { ReportKind } from "#core/domain/report/report-kinds.ts";
import type { ReportWindowInput } from "#core/domain/report/report-input.ts";
import type { Report } from "#core/domain/report/report.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { makeReport } from "#core/usecases/reports/make-report.ts";

type Input = ReportWindowInput & { readonly report: ReportKind; readonly format: ReportFormat };

/** One report to be carried away as a file. Recorded as an export before it leaves. */
export const exportReport: UseCase<Input, Report, "not_allowed"> = async (
  core,
  caller,
  { report, format, ...window },
) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  await recordReading(core, caller, "auditExported", JSON.stringify({ report, format, ...window }));
  return ok(await makeReport(core, report, window));
};
