"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Time } from "#components/clock/time.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { formatValue } from "#core/domain/report/format-value.ts";
import { type Cell, mostRows, type Table, type Unit } from "#core/domain/report/report.ts";

interface Row {
  readonly key: string;
  readonly cells: readonly Cell[];
}

const isNumber = (unit: Unit): boolean => unit === "count" || unit === "ms" || unit === "share";

/** What of the pages that rows name is there for whoever reads the report. */
export interface Opens {
  readonly record: boolean;
  readonly requests: boolean;
}

/** The rows behind a picture. What has a page that its reader may open is a link to it. */
export function ReportTable({ table, opens }: { table: Table; opens: Opens }) {
  if (table.rows.length === 0) return null;
  const columns = table.columns.map(({ header, unit }, at): Column<Row> => ({
    id: String(at),
    header,
    sortBy: ({ cells }) => cells[at] ?? (isNumber(unit) ? -1 : ""),
    cell: ({ cells }) => drawn(header, unit, cells[at] ?? null, opens),
    ...(isNumber(unit) ? { align: "end" } : {}),
  }));
  const rows = table.rows.map((cells, at): Row => ({ key: String(at), cells }));
  return (
    <>
      <DataTable
        label={table.title}
        className="scroll-thin mt-3 max-h-96"
        rows={rows}
        columns={columns}
        rowKey={({ key }) => key}
      />
      {table.cut ? (
        <p className="mt-1.5 text-xs text-faint">The first {mostRows} rows; the figures above count all.</p>
      ) : null}
    </>
  );
}

const drawn = (header: string, unit: Unit, value: Cell, opens: Opens): ReactNode => {
  if (value === null || value === "") return <span className="text-faint">–</span>;
  if (unit === "instant") return <Time at={String(value)} show="exact" />;
  const reference = references[header]?.(String(value));
  if (reference)
    return opens[reference.of] ? (
      <Reference {...reference} />
    ) : (
      <code className="font-mono text-xs text-muted">{value}</code>
    );
  if (value === 0) return <span className="text-faint">0</span>;
  return <span className={unit === "day" ? "whitespace-nowrap" : "line-clamp-2"}>{formatValue(unit, value)}</span>;
};

/** By the header of their column. */
const references: Readonly<Record<string, (id: string) => { of: keyof Opens; href: string; text: string }>> = {
  Event: (id) => ({ of: "record", href: `/audit/events/${id}`, text: id }),
  Grant: (id) => ({ of: "record", href: `/audit?grantId=${id}`, text: "its events" }),
  Request: (id) => ({ of: "requests", href: `/requests/${id}`, text: "the request" }),
};

function Reference({ href, text }: { href: string; text: string }) {
  return (
    <Link href={href} prefetch={false} className="text-accent underline underline-offset-2">
      {text}
    </Link>
  );
}
