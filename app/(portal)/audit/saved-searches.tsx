"use client";

import { Bookmark } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import type { SavedSearch } from "#core/domain/audit/saved-search.ts";

interface SavedSearchesProps {
  searches: readonly SavedSearch[];
  /** The question on the screen, to be kept. */
  current: Omit<SavedSearch, "name">;
}

const loadPopover = () => import("./saved-searches-popover.tsx").then((module) => module.SavedSearchesPopover);

/** One's own questions to the record; what shows and keeps them is loaded when somebody reaches for it. */
export function SavedSearches({ searches, current }: SavedSearchesProps) {
  const { Loaded, prepare, demand } = useOnDemand(loadPopover);
  const button = (
    <Button
      size="sm"
      aria-label="Saved searches"
      aria-haspopup="dialog"
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={Loaded ? undefined : demand}
    >
      <Bookmark aria-hidden />
      <span className="max-sm:hidden">Saved</span>
    </Button>
  );
  return Loaded ? <Loaded searches={searches} current={current} trigger={button} /> : button;
}
