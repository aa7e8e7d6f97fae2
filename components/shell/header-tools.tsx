"use client";

import { Search } from "lucide-react";
import { Kbd } from "#components/ui/kbd.tsx";
import { InboxLink } from "./inbox-link.tsx";
import { ObjectiveIndicator } from "./objective-indicator.tsx";
import { useShell } from "./shell-context.ts";

/** Search or jump, and the objective. On a phone search is a sign, and the objective one that shows only when it is not kept. */
export function HeaderTools() {
  const { openPalette, preparePalette, objective, unread } = useShell();
  return (
    <div className="ml-auto flex shrink-0 items-center gap-3 max-sm:gap-1.5">
      <button
        type="button"
        onClick={openPalette}
        onPointerEnter={preparePalette}
        onFocus={preparePalette}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 items-center gap-2 rounded-md border bg-surface px-2 text-faint hover:border-line-strong max-sm:w-8 max-sm:justify-center sm:w-9 md:w-52 lg:w-65"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="flex-1 text-left max-md:sr-only">Search or jump to…</span>
        <span aria-hidden className="max-md:hidden">
          <Kbd>⌘K</Kbd>
        </span>
      </button>
      <InboxLink unread={unread} />
      {objective ? (
        <ObjectiveIndicator
          objective={objective}
          className={objective.state === "kept" ? "max-sm:hidden" : undefined}
        />
      ) : null}
    </div>
  );
}
