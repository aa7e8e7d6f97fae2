"use client";

import type { FocusEvent, KeyboardEvent } from "react";
import { useRef, useState } from "react";

const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Rows one walks through with the arrows (or j and k): one stop for Tab, however many rows. */
export function useRowKeys() {
  const body = useRef<HTMLTableSectionElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const rowsOf = () => [...(body.current?.querySelectorAll<HTMLElement>("[data-row][tabindex]") ?? [])];
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset["row"] === undefined) return;
    const rows = rowsOf();
    const at = rows.indexOf(event.target);
    const step = steps[event.key];
    const next =
      event.key === "Home" ? 0 : event.key === "End" ? rows.length - 1 : step === undefined ? null : at + step;
    if (next === null || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, next))]?.focus();
  };
  const onFocus = (event: FocusEvent) => {
    const row = (event.target as HTMLElement).dataset["row"];
    if (row !== undefined) setFocused(row);
  };
  /** The row focused last, else the first, is the one Tab reaches. */
  const tabIndexOf = (id: string, at: number): 0 | -1 => ((focused === null ? at === 0 : focused === id) ? 0 : -1);
  return { body, onKeyDown, onFocus, tabIndexOf };
}
