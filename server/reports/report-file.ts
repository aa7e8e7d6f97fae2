import type { ReportFormat } from "#core/domain/report/report-format.ts";
import type { Report } from "#core/domain/report/report.ts";
import { reportCsv } from "./report-csv.ts";
import { reportPdf } from "./report-pdf.ts";

interface ReportFile {
  readonly type: string;
  readonly name: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

const types: Readonly<Record<ReportFormat, string>> = {
  csv: "text/csv; charset=utf-8; header=absent",
  json: "application/json",
  pdf: "application/pdf",
};

/** A report in one format, with the name that it is saved under. */
export const reportFile = async (report: Report, format: ReportFormat): Promise<ReportFile> => {
  const day = (at: Date): string => at.toISOString().slice(0, 10);
  const { from, to } = report.window;
  const span = report.kind === "access-at" ? to.toISOString().replaceAll(/[:.]/g, "-") : `${day(from)}-${day(to)}`;
  return { type: types[format], name: `lapse-${report.kind}-${span}.${format}`, body: await bodyOf(report, format) };
};

const bodyOf = async (report: Report, format: ReportFormat): Promise<Uint8Array<ArrayBuffer>> => {
  switch (format) {
    case "csv":
      return new TextEncoder().encode(reportCsv(report));
    case "json":
      return new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`);
    case "pdf":
      return new Uint8Array(await reportPdf(report));
  }
};
