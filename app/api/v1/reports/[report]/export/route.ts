import { exportReportOperation } from "#server/api/operations/reports.ts";
import { serveReport } from "#server/api/serve-report.ts";

export const GET = serveReport(exportReportOperation);
