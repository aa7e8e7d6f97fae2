"use client";

import type { ColumnDef, SortingState } from "@tanstack/react-table";
import { createSortedRowModel, rowSortingFeature, sortFn_basic, tableFeatures, useTable } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { cn } from "#components/cn.ts";
import { SortableHeader } from "./sortable-header.tsx";
import { useRowKeys } from "./use-row-keys.ts";

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Gives the header a button. Instants as ISO text or milliseconds sort rightly. */
  sortBy?: ((row: Row) => string | number) | undefined;
  align?: "end" | undefined;
  /** Width and hiding: "w-32", "max-sm:hidden". */
  className?: string | undefined;
}

interface DataTableProps<Row> {
  /** What the table lists, read aloud. */
  label: string;
  /** Keep the array's identity stable between renders: a new one sorts anew. */
  rows: readonly Row[];
  /** Keep at module scope or in useMemo. */
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  defaultSort?: { id: string; desc?: boolean } | undefined;
  /** Enter, or a press anywhere in the row. Put a link in the first cell as well, for new tabs. */
  onOpen?: ((row: Row) => void) | undefined;
  /** The row drawn as chosen. */
  openKey?: string | undefined;
  /** Instead of rows, when there are none. */
  empty?: ReactNode;
  /** Its own scroll box with a header that stays: "max-h-[60vh]". */
  className?: string | undefined;
}

/** Rows to compare and sort in the browser. For thousands use `VirtualList` with pages from the server. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowKey, defaultSort, onOpen, openKey, empty, className } = props;
  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () =>
      columns.map(({ id, header, sortBy }) => ({
        id,
        header,
        accessorFn: sortBy ?? (() => ""),
        enableSorting: sortBy !== undefined,
        sortFn: "basic" as const,
      })),
    [columns],
  );
  const sorting: SortingState = defaultSort ? [{ id: defaultSort.id, desc: defaultSort.desc ?? false }] : [];
  const table = useTable({
    features,
    data: rows,
    columns: definitions,
    getRowId: rowKey,
    initialState: { sorting },
  });
  const { body, onKeyDown, tabIndexOf, onFocus } = useRowKeys();
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div className={cn("scroll-thin relative overflow-auto rounded-lg border bg-surface", className)}>
      <table aria-label={label} className="w-full border-separate border-spacing-0 text-left">
        <thead>
          <tr>
            {table.getHeaderGroups()[0]?.headers.map((header, at) => (
              <SortableHeader
                key={header.id}
                label={columns[at]?.header ?? ""}
                sorted={header.column.getIsSorted()}
                onSort={header.column.getCanSort() ? () => header.column.toggleSorting() : undefined}
                className={cn(columns[at]?.align === "end" && "text-right", columns[at]?.className)}
              />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown} onFocus={onFocus}>
          {table.getRowModel().rows.map((row, at) => (
            <tr
              key={row.id}
              data-row={row.id}
              {...(onOpen
                ? {
                    tabIndex: tabIndexOf(row.id, at),
                    onClick: (event) => {
                      if (!(event.target as Element).closest("a, button, input, label, select")) onOpen(row.original);
                    },
                    onKeyDown: (event) => {
                      if (event.key === "Enter" && event.target === event.currentTarget) onOpen(row.original);
                    },
                    "aria-current": row.id === openKey ? ("true" as const) : undefined,
                  }
                : {})}
              className={cn(
                "group focus-visible:-outline-offset-2",
                onOpen && "cursor-pointer hover:bg-sunken",
                row.id === openKey && "bg-accent-soft hover:bg-accent-soft",
              )}
            >
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={cn(
                    "h-10 border-b px-3 py-1.5 align-middle group-last:border-b-0 first:pl-4 last:pr-4",
                    column.align === "end" && "text-right",
                    column.className,
                  )}
                >
                  {column.cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
