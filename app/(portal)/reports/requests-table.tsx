"use client";

import { useMemo } from "react";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import type { Day } from "./report-rows.ts";

const number = (id: keyof Omit<Day, "day">, header: string): Column<Day> => ({
  id,
  header,
  align: "end",
  sortBy: (row) => row[id],
  cell: (row) => (row[id] === 0 ? <span className="text-faint">0</span> : row[id]),
});

const columns: readonly Column<Day>[] = [
  { id: "day", header: "Day", sortBy: ({ day }) => day, cell: ({ day }) => day },
  number("automatic", "By policy"),
  number("approved", "Approved"),
  number("denied", "Denied"),
  number("lapsed", "Lapsed"),
];

const sumOf = ({ automatic, approved, denied, lapsed }: Day): number => automatic + approved + denied + lapsed;

/** The rows behind the picture; days without a request are only in the picture and in the export. */
export function RequestsTable({ rows }: { rows: readonly Day[] }) {
  const busy = useMemo(() => rows.filter((row) => sumOf(row) > 0), [rows]);
  if (busy.length === 0) return null;
  return (
    <DataTable
      label="Requests by day"
      className="mt-3 max-h-80"
      rows={busy}
      columns={columns}
      rowKey={({ day }) => day}
      defaultSort={{ id: "day", desc: true }}
    />
  );
}
