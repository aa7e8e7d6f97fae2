import { ExportFiles } from "#components/export-files.tsx";
import { reportFiles } from "#components/report-files.ts";
import { type AskedWindow, windowText } from "./report-address.ts";

/** The report of this page as a file: made anew by the server, with how it was made. */
export function ExportReport({ kind, window }: { kind: string; window: AskedWindow }) {
  const files = reportFiles(`/api/v1/reports/${kind}/export`, windowText(window));
  return <ExportFiles label="This report, with how it was made" files={files} />;
}
