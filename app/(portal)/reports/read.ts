import { reportInput } from "#core/domain/report-input.ts";
import { readReport } from "#core/usecases/overview/read-report.ts";
import { defineRead } from "#server/define-read.ts";

export const readReportPage = defineRead(reportInput, readReport);
