"use client";

import { useEffect, useState } from "react";
import type { PaletteEntry, PaletteSearch } from "./palette-entry.ts";

interface Found {
  query: string;
  entries: readonly PaletteEntry[];
  hasFailed: boolean;
}

const none: Found = { query: "", entries: [], hasFailed: false };
const PAUSE_MS = 120;

/** Asks after a pause in typing; an answer that was overtaken is dropped, the last one stays until the next is here. */
export function usePaletteSearch(search: PaletteSearch | undefined, query: string) {
  const [found, setFound] = useState(none);
  const asked = query.trim();
  const isWanted = search !== undefined && asked.length >= 2;
  useEffect(() => {
    if (!search || !isWanted) return undefined;
    let isOvertaken = false;
    const timer = setTimeout(() => {
      search(asked).then(
        (entries) => {
          if (!isOvertaken) setFound({ query: asked, entries, hasFailed: false });
        },
        () => {
          if (!isOvertaken) setFound({ query: asked, entries: [], hasFailed: true });
        },
      );
    }, PAUSE_MS);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [search, asked, isWanted]);
  if (!isWanted) return { entries: [], hasFailed: false, isBusy: false };
  return { entries: found.entries, hasFailed: found.hasFailed, isBusy: found.query !== asked };
}
