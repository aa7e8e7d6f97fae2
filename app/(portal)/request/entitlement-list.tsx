"use client";

import { Check, Star } from "lucide-react";
import { cn } from "#components/cn.ts";
import { Button } from "#components/ui/button.tsx";
import { entitlementPlace } from "#components/entitlement-place.ts";
import { CatalogueAnswer } from "./catalogue-answer.tsx";
import type { ShownEntry } from "./use-catalogue.ts";

interface EntitlementListProps {
  entries: readonly ShownEntry[];
  chosenIds: readonly string[];
  several: boolean;
  onChoose: (entry: ShownEntry) => void;
  onFavourite: (entry: ShownEntry, on: boolean) => void;
  /** Null when everything that answers the search is shown. */
  more: { readonly total: number; readonly onMore: () => void } | null;
}

/** What can be asked for, each with what would happen. Native radio buttons, or boxes for several: arrows move. */
export function EntitlementList({ entries, chosenIds, several, onChoose, onFavourite, more }: EntitlementListProps) {
  return (
    <div
      role={several ? "group" : "radiogroup"}
      aria-label="What you can ask for"
      className="rounded-md border bg-surface"
    >
      {entries.map((entry) => (
        <div
          key={entry.id}
          className="relative flex items-stretch not-first:border-t first:rounded-t-md last:rounded-b-md has-checked:bg-accent-soft"
        >
          <label className="focus-within-ring grid min-w-0 flex-1 grid-cols-[1rem_minmax(0,1fr)] items-center gap-x-3 rounded-[inherit] py-2.5 pl-3 has-focus-visible:z-1 sm:grid-cols-[1rem_minmax(0,1fr)_auto]">
            <Tick entry={entry} several={several} isChosen={chosenIds.includes(entry.id)} onChoose={onChoose} />
            <span className="min-w-0">
              <span className="block truncate">
                <b className="inline-block first-letter:uppercase">{entry.name}</b>{" "}
                <span className="text-xs text-muted">· {entitlementPlace(entry)}</span>
              </span>
              <span className="block truncate text-xs text-muted">
                {entry.description}
                {entry.owner === null ? null : ` · Owner: ${entry.owner}`}
              </span>
            </span>
            <span className="max-w-56 max-sm:col-start-2 max-sm:mt-1 sm:text-right">
              <CatalogueAnswer answer={entry.answer} />
            </span>
          </label>
          <button
            type="button"
            aria-pressed={entry.favourite}
            aria-label={`${entry.name}: favourite`}
            title={entry.favourite ? "No longer a favourite" : "Make it a favourite"}
            onClick={() => onFavourite(entry, !entry.favourite)}
            className="grid w-10 shrink-0 place-items-center rounded-md text-faint hover:text-text focus-visible:-outline-offset-2"
          >
            <Star aria-hidden className={cn("size-4", entry.favourite && "fill-waning text-waning")} />
          </button>
        </div>
      ))}
      {more ? (
        <div className="flex flex-wrap items-center justify-between gap-2 border-t px-3 py-2 text-xs text-muted">
          <span role="status">
            {entries.length} of {more.total.toLocaleString("en")} shown; a word more finds it sooner
          </span>
          <Button size="sm" variant="ghost" onClick={more.onMore}>
            Show more
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface TickProps {
  entry: ShownEntry;
  several: boolean;
  isChosen: boolean;
  onChoose: (entry: ShownEntry) => void;
}

function Tick({ entry, several, isChosen, onChoose }: TickProps) {
  const box = "size-4 appearance-none border border-edge bg-surface outline-none";
  if (!several)
    return (
      <input
        type="radio"
        name="entitlement"
        value={entry.id}
        checked={isChosen}
        onChange={() => onChoose(entry)}
        className={cn(box, "rounded-full checked:border-5 checked:border-accent")}
      />
    );
  return (
    <span className="relative size-4">
      <input
        type="checkbox"
        name="entitlement"
        value={entry.id}
        checked={isChosen}
        onChange={() => onChoose(entry)}
        className={cn(box, "peer rounded-sm align-top checked:border-accent checked:bg-accent")}
      />
      <Check
        aria-hidden
        className="pointer-events-none absolute inset-0 m-auto size-3 stroke-3 text-on-accent opacity-0 peer-checked:opacity-100"
      />
    </span>
  );
}
