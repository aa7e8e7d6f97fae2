"use client";

import { Search, X } from "lucide-react";
import type { KeyboardEvent, RefObject } from "react";
import { answered } from "#components/answered.ts";
import type { ShownEntitlement } from "#components/entitlement-place.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { toast } from "#components/ui/toast.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { entitlementsWords } from "#components/request/request-line.tsx";
import { setFavouriteAction } from "./actions.ts";
import { type Bundle, BundleButtons } from "./bundle-buttons.tsx";
import { EntitlementList } from "./entitlement-list.tsx";
import type { Recall } from "./recall.ts";
import type { ShownEntry } from "./use-catalogue.ts";

interface EntitlementFieldProps {
  q: string;
  onSearch: (q: string) => void;
  entries: readonly ShownEntry[];
  total: number;
  onMore: () => void;
  failure: string | null;
  setFavourite: (id: string, on: boolean) => void;
  chosen: readonly ShownEntitlement[];
  several: boolean;
  onSeveral: (several: boolean) => void;
  onChoose: (entitlement: ShownEntitlement) => void;
  bundles: readonly Bundle[];
  onBundle: (bundle: Bundle) => void;
  recalls: readonly Recall[];
  onRecall: (recall: Recall) => void;
  problem: string | undefined;
  list: RefObject<HTMLDivElement | null>;
}

/** Search first; what was asked lately above; one press chooses, the answer stands beside it. */
export function EntitlementField(props: EntitlementFieldProps) {
  const { q, onSearch, entries, chosen, several, onChoose, recalls, onRecall, list } = props;
  const [last] = recalls;
  const hidden = chosen.filter(({ id }) => several || !entries.some((entry) => entry.id === id));
  const onKeyDown = (event: KeyboardEvent) => {
    const [first] = entries;
    if (event.key === "ArrowUp" && q === "" && last) onRecall(last);
    else if (event.key === "ArrowDown") list.current?.querySelector<HTMLInputElement>("input")?.focus();
    else if (event.key === "Enter" && !event.metaKey && !event.ctrlKey) {
      // Enter chooses here, and never sends a form that is not looked at yet.
      if (first) onChoose(first);
    } else return;
    event.preventDefault();
  };
  const onFavourite = (entry: ShownEntry, on: boolean) => {
    props.setFavourite(entry.id, on);
    void answered(() => setFavouriteAction({ entitlementId: entry.id, on })).then((answer) => {
      if (answer.ok) return;
      props.setFavourite(entry.id, !on);
      toast({ kind: "refused", text: explainFailure(answer) });
    });
  };
  return (
    <section aria-labelledby="what" className="grid gap-2">
      <div className="flex items-end justify-between gap-3">
        <label id="what" htmlFor="search" className="font-medium">
          What do you need?
        </label>
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={several}
          onClick={() => props.onSeveral(!several)}
          className="-my-1"
        >
          {several ? "Only one" : "Several at once"}
        </Button>
      </div>
      <SearchInput
        id="search"
        value={q}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        placeholder="orders, read, production, a team…"
        aria-describedby="what-problem"
        aria-invalid={props.problem === undefined ? undefined : true}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {recalls.length > 0 && q === "" ? (
        <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label="Ask again">
          <span className="text-xs text-faint">Ask again</span>
          {recalls.map((recall, index) => (
            <Button key={recall.requestId} size="sm" className="max-w-full" onClick={() => onRecall(recall)}>
              <span className="truncate">
                {entitlementsWords(recall.entitlements)} · {formatDuration(recall.durationSeconds)}
              </span>
              {index === 0 ? <Kbd bare>↑</Kbd> : null}
            </Button>
          ))}
        </div>
      ) : null}
      <BundleButtons bundles={props.bundles} q={q} onChoose={props.onBundle} />
      {hidden.length > 0 ? (
        <ul aria-label="Chosen" className="flex flex-wrap gap-1.5">
          {hidden.map((entitlement) => (
            <li
              key={entitlement.id}
              className="inline-flex items-center gap-1 rounded-md bg-accent-soft py-0.5 pr-1 pl-2 text-accent-strong"
            >
              {entitlement.name}
              {several ? (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  className="size-5"
                  aria-label={`Leave out ${entitlement.name}`}
                  onClick={() => onChoose(entitlement)}
                >
                  <X aria-hidden />
                </Button>
              ) : (
                <span className="px-1 text-xs">chosen</span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <p id="what-problem" role="alert" className="text-xs font-medium text-danger empty:hidden">
        {props.problem ?? props.failure}
      </p>
      <div ref={list}>
        {entries.length > 0 ? (
          <EntitlementList
            entries={entries}
            chosenIds={chosen.map(({ id }) => id)}
            several={several}
            onChoose={onChoose}
            onFavourite={onFavourite}
            more={props.total > entries.length ? { total: props.total, onMore: props.onMore } : null}
          />
        ) : (
          <EmptyState icon={Search} title={q === "" ? "There is nothing to ask for yet" : "Nothing is called that"}>
            {q === ""
              ? "An administrator adds targets and what can be asked for there."
              : "Search by name, action, tag or owner. Small slips are forgiven."}
          </EmptyState>
        )}
      </div>
    </section>
  );
}
