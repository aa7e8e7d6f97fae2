"use client";

import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { revocationObjectiveMs } from "#core/domain/grant/revocation-objective.ts";
import { type Lag, lagWords, targetWords } from "./report-rows.ts";

const columns: readonly Column<Lag>[] = [
  {
    id: "target",
    header: "Target",
    cell: (row) => <span className={row.targetId === null ? "font-medium" : undefined}>{targetWords(row)}</span>,
  },
  { id: "count", header: "Ended", align: "end", cell: ({ count }) => count },
  { id: "p50", header: "Half within", align: "end", className: "max-sm:hidden", cell: ({ p50Ms }) => lagWords(p50Ms) },
  { id: "p99", header: "99 of 100 within", align: "end", cell: ({ p99Ms }) => lagWords(p99Ms) },
  { id: "max", header: "At worst", align: "end", cell: ({ maxMs }) => lagWords(maxMs) },
  {
    id: "objective",
    header: "Objective",
    align: "end",
    className: "max-sm:hidden",
    cell: ({ p99Ms }) =>
      p99Ms === null ? (
        "–"
      ) : p99Ms <= revocationObjectiveMs ? (
        <Chip tone="live">kept</Chip>
      ) : (
        <Chip tone="danger">broken</Chip>
      ),
  },
];

export function LagTable({ rows }: { rows: readonly Lag[] }) {
  const measured = rows.filter(({ count }) => count > 0);
  if (measured.length === 0) return null;
  return (
    <DataTable
      label="Revocation by target"
      className="mt-3"
      rows={measured}
      columns={columns}
      rowKey={({ targetId }) => targetId ?? "all"}
    />
  );
}
