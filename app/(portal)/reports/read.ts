import { reportInput } from "#core/domain/report/report-input.ts";
import { readReport } from "#core/usecases/reports/read-report.ts";
import { readReportCard } from "#core/usecases/reports/read-report-card.ts";
import { defineRead } from "#server/define-read.ts";

export const readReportPage = defineRead(reportInput, readReport);
export const readCard = defineRead(reportInput, readReportCard);
