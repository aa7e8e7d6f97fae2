"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { cn } from "#components/cn.ts";

interface SortableHeaderProps {
  label: string;
  sorted: false | "asc" | "desc";
  onSort: (() => void) | undefined;
  className?: string | undefined;
}

const signs = { asc: ArrowUp, desc: ArrowDown };
const spoken = { asc: "ascending", desc: "descending" } as const;

/** A column's head that stays while rows scroll; a button where the column sorts. */
export function SortableHeader({ label, sorted, onSort, className }: SortableHeaderProps) {
  const Sign = sorted ? signs[sorted] : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? spoken[sorted] : undefined}
      className={cn(
        "sticky top-0 z-1 h-9 border-b bg-bg px-3 text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4",
        className,
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-0.5 font-medium hover:text-text"
        >
          {label}
          <Sign aria-hidden className={cn("size-3.5", sorted ? "text-text" : "text-faint")} />
        </button>
      ) : (
        label
      )}
    </th>
  );
}
