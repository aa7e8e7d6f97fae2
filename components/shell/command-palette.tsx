"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Kbd } from "#components/ui/kbd.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { NavGroup } from "./nav.ts";
import type { PaletteEntry, PaletteSearch } from "./palette-entry.ts";
import { paletteFitness } from "./palette-fitness.ts";
import { usePaletteSearch } from "./use-palette-search.ts";

interface CommandPaletteProps {
  groups: readonly NavGroup[];
  entries: readonly PaletteEntry[];
  search?: PaletteSearch | undefined;
  onClose: () => void;
}

const heading =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint";

const byGroup = (entries: readonly PaletteEntry[]): [string, PaletteEntry[]][] => [
  ...Map.groupBy(entries, (entry) => entry.group),
];

/** Search or jump: pages and actions at once, what the server knows as one types. Loaded when first asked for. */
export function CommandPalette({ groups, entries, search, onClose }: CommandPaletteProps) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const found = usePaletteSearch(search, query);
  useEffect(() => {
    dialog.current?.showModal();
    // showModal would choose cmdk's own root, which can be focused but not typed in.
    input.current?.focus();
  }, []);
  const pages = groups.flatMap((group) =>
    group.items.map((item) => ({ id: item.href, group: group.label ?? "Go to", label: item.label, href: item.href })),
  );
  const go = (href: string) => {
    dialog.current?.close();
    router.push(href);
  };
  return (
    <dialog
      ref={dialog}
      aria-label="Search or jump to"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      className="mx-auto mt-[12vh] w-[calc(100vw-1.5rem)] max-w-xl overflow-hidden rounded-lg border bg-surface shadow-float open:animate-rise"
    >
      <Command label="Search or jump to" loop filter={paletteFitness}>
        <div className="flex items-center gap-2.5 border-b px-4">
          <Search aria-hidden className="size-4 shrink-0 text-faint" />
          <Command.Input
            ref={input}
            value={query}
            onValueChange={setQuery}
            placeholder="Search or jump to…"
            className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none max-sm:text-[1rem]"
          />
          {found.isBusy ? <Spinner className="text-faint" /> : <Kbd>esc</Kbd>}
        </div>
        <Command.List className="scroll-thin max-h-[min(22rem,60vh)] overflow-y-auto p-2">
          <Command.Empty className="px-2 py-6 text-center text-muted">
            {found.isBusy
              ? "Searching…"
              : found.hasFailed
                ? "The search did not answer. Try again."
                : "Nothing is called that."}
          </Command.Empty>
          {byGroup([...pages, ...entries]).map(([name, list]) => (
            <Entries key={name} name={name} list={list} onPick={go} />
          ))}
          {byGroup(found.entries).map(([name, list]) => (
            <Entries key={`found-${name}`} name={name} list={list} onPick={go} foundBy={query} />
          ))}
        </Command.List>
      </Command>
    </dialog>
  );
}

interface EntriesProps {
  name: string;
  list: readonly PaletteEntry[];
  onPick: (href: string) => void;
  /** What the server found them by. As a keyword it makes them all fit: cmdk counts and chooses only what fits. */
  foundBy?: string | undefined;
}

function Entries({ name, list, onPick, foundBy }: EntriesProps) {
  return (
    <Command.Group heading={name} className={heading}>
      {list.map((entry) => (
        <Command.Item
          key={entry.id}
          value={`${name} ${entry.id}`}
          keywords={foundBy !== undefined ? [foundBy] : [entry.label, ...(entry.keywords ?? [])]}
          onSelect={() => onPick(entry.href)}
          className="flex cursor-pointer items-baseline gap-3 rounded-md px-2 py-1.5 data-[selected=true]:bg-sunken max-sm:py-3"
        >
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
          {entry.detail === undefined ? null : <span className="truncate text-xs text-faint">{entry.detail}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
