"use client";

import { ExportFiles } from "#components/export-files.tsx";
import { type AuditFilter, filterText } from "./audit-filter.ts";

const formats = [
  { format: "csv", words: "CSV, for a spreadsheet" },
  { format: "jsonl", words: "JSON, one event a line" },
] as const;

/** The events of the list, or all of them, in the record's own order. */
export function ExportMenu({ filter }: { filter: AuditFilter }) {
  const isLimited = filterText(filter) !== "";
  return (
    <ExportFiles
      label={isLimited ? "What is shown, oldest first" : "The whole record, oldest first"}
      files={formats.map(({ format, words }) => ({
        ...{ words, href: `/api/v1/audit/export?${filterText(filter, { format })}` },
      }))}
    />
  );
}
