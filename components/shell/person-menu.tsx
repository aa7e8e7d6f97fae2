"use client";

import { ChevronsUpDown } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useId, useRef } from "react";
import type { Person } from "./person-panel.tsx";
import { PersonPanel } from "./person-panel.tsx";

/** The platform's own popover: opens without script of ours, closes by Escape or a press elsewhere, gives the focus back. */
export function PersonMenu({ person }: { person: Person }) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const path = usePathname();
  useEffect(() => panel.current?.hidePopover(), [path]);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-sunken focus-visible:-outline-offset-2"
      >
        <span
          aria-hidden
          className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-strong"
        >
          {person.name.slice(0, 1).toUpperCase()}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{person.name}</span>
          <span className="block truncate text-xs text-faint">{person.role}</span>
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="fixed inset-auto bottom-16 left-2 w-60 rounded-lg border bg-surface p-1.5 shadow-float open:animate-rise"
      >
        <PersonPanel person={person} />
      </div>
    </>
  );
}
