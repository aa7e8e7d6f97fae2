import type { ReportKind } from "#core/domain/report/report-kinds.ts";
import type { ReportWindowInput } from "#core/domain/report/report-input.ts";
import type { Figure, Picture } from "#core/domain/report/report.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { makeReport } from "#core/usecases/reports/make-report.ts";

export interface ReportCard {
  readonly figure: Figure | null;
  readonly picture: Picture | null;
}

/** What a report says at a glance: its first figure and its picture, which name nobody. */
export const readReportCard: UseCase<ReportWindowInput & { report: ReportKind }, ReportCard, "not_allowed"> = async (
  core,
  caller,
  { report, ...window },
) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const { figures, pictures } = await makeReport(core, report, window);
  return ok({ figure: figures[0] ?? null, picture: pictures[0] ?? null });
};
