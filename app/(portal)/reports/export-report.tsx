"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import { type Day, type ReportData, targetWords } from "./report-rows.ts";

interface ExportReportProps {
  report: ReportData;
  byDay: readonly Day[];
  days: number;
}

/** The rows that are on the page, with how they were made: the file says the same as the screen. */
export function ExportReport({ report, byDay, days }: ExportReportProps) {
  const name = `lapse-report-${report.madeAt.slice(0, 10)}-${days}d`;
  return (
    <Menu
      trigger={
        <Button size="sm" aria-label="Export">
          <Download aria-hidden />
          <span className="max-sm:hidden">Export</span>
        </Button>
      }
    >
      <MenuLabel>The rows of this page</MenuLabel>
      <MenuItem onSelect={() => save(`${name}.csv`, "text/csv", asCsv(report, byDay))}>CSV, for a spreadsheet</MenuItem>
      <MenuItem onSelect={() => save(`${name}.json`, "application/json", asJson(report, byDay))}>JSON</MenuItem>
    </Menu>
  );
}

const method = {
  requests: "Requests by the UTC day on which they were asked, and what became of them.",
  revocation:
    "From the deadline, or the decision to end, until the target confirmed that the access was gone; grants that were ready once.",
  witness: "Not independently witnessed.",
} as const;

const asJson = (
  { since, madeAt, automaticShare, timeToAccess, liveGrants, revocation }: ReportData,
  byDay: readonly Day[],
) =>
  JSON.stringify(
    { madeAt, since, method, automaticShare, timeToAccess, liveGrants, requestsByDay: byDay, revocation },
    null,
    2,
  );

/** A cell that a spreadsheet would run as a formula is quoted as text (OWASP, CSV injection). */
const cell = (value: string | number | null): string => {
  const text = value === null ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const asCsv = ({ since, madeAt, revocation }: ReportData, byDay: readonly Day[]): string =>
  [
    ["made at", madeAt],
    ["since", since],
    ["method", `${method.requests} ${method.witness}`],
    ["day", "by policy", "approved", "denied", "lapsed"],
    ...byDay.map((row) => [row.day, row.automatic, row.approved, row.denied, row.lapsed]),
    [],
    ["method", `${method.revocation} ${method.witness}`],
    ["target", "ended", "p50 ms", "p99 ms", "max ms"],
    ...revocation.map((row) => [targetWords(row), row.count, row.p50Ms, row.p99Ms, row.maxMs]),
  ]
    .map((row) => row.map(cell).join(","))
    .join("\r\n");

const save = (name: string, type: string, content: string): void => {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it over by the time this runs.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
