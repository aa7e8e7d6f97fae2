"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent, ReactNode } from "react";
import { useEffect, useId, useLayoutEffect, useRef } from "react";
import { cn } from "#components/cn.ts";

/** As classes, so that the server's rows already have their height and nothing moves when scripts start. */
const heights = { 40: "h-[40px]", 48: "h-[48px]", 60: "h-[60px]", 80: "h-[80px]" };

interface VirtualListProps<Row> {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Height of every row in px, 1 px of it the line below: one line 40 or 48, two lines 60, three 80. */
  rowHeight: keyof typeof heights;
  renderRow: (row: Row, isChosen: boolean) => ReactNode;
  /** The chosen row; it is scrolled into view when it changes. */
  chosenKey?: string | undefined;
  onChoose?: ((row: Row) => void) | undefined;
  /** More pages: called when the last rows come near. */
  onNearEnd?: (() => void) | undefined;
  /** What the server says there is in all, if more than `rows`: announced as the list's size. */
  total?: number | undefined;
  /** Its height: "h-full", "h-[60vh]". It scrolls inside. */
  className?: string | undefined;
}

/** How many rows the server draws before the browser has measured. */
const FIRST_ROWS = 20;

/**
 * A list of any length that keeps only the visible rows in the page. A listbox: one stop for Tab, arrows (and j, k) choose.
 * The scrolled height is set as a property after mounting, not as a style attribute, which the CSP refuses in server markup.
 */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { label, rows, rowKey, rowHeight, renderRow, chosenKey, onChoose, onNearEnd, total, className } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its values are read anew in every render here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 0, height: rowHeight * FIRST_ROWS },
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const chosen = rows.findIndex((row) => rowKey(row) === chosenKey);

  useLayoutEffect(() => {
    if (!inner.current) return;
    inner.current.style.height = `${rows.length * rowHeight}px`;
    inner.current.style.paddingTop = `${first * rowHeight}px`;
  });
  useEffect(() => {
    if (chosen >= 0) virtual.scrollToIndex(chosen, { align: "auto" });
  }, [chosen, virtual]);
  const isNearEnd = rows.length > 0 && last >= rows.length - 10;
  useEffect(() => {
    if (isNearEnd) onNearEnd?.();
  }, [isNearEnd, onNearEnd, rows.length]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!onChoose || event.metaKey || event.ctrlKey || event.altKey) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);
    const moves: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page };
    const move = event.key === "Home" ? -rows.length : event.key === "End" ? rows.length : moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = rows[Math.min(rows.length - 1, Math.max(0, chosen + move))];
    if (next !== undefined) onChoose(next);
  };
  return (
    <div
      ref={box}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={chosen >= first && chosen <= last ? `${id}-${chosenKey ?? ""}` : undefined}
      onKeyDown={onKeyDown}
      className={cn("scroll-thin overflow-y-auto focus-visible:-outline-offset-2", className)}
    >
      <div ref={inner} role="presentation" className="box-border">
        {items.map(({ index }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const key = rowKey(row);
          return (
            <div
              key={key}
              id={`${id}-${key}`}
              role="option"
              aria-selected={key === chosenKey}
              aria-posinset={index + 1}
              aria-setsize={total ?? rows.length}
              onClick={onChoose ? () => onChoose(row) : undefined}
              className={cn(
                "overflow-hidden border-b",
                heights[rowHeight],
                key === chosenKey ? "bg-accent-soft" : onChoose && "cursor-pointer hover:bg-sunken",
              )}
            >
              {renderRow(row, key === chosenKey)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
