import type { ExportFile } from "#components/export-file.ts";
import { reportFormats } from "#core/domain/report/report-format.ts";

const words = { pdf: "PDF, to be read", csv: "CSV, for a spreadsheet", json: "JSON, for a program" } as const;

/** The files that a report can be saved as; `address` is that of its export, with the question it answers. */
export const reportFiles = (address: string, question: string): readonly ExportFile[] =>
  reportFormats
    .toReversed()
    .map((format) => ({ words: words[format], href: `${address}?format=${format}&${question}` }));
