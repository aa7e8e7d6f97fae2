"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useState, useTransition } from "react";
import { answered } from "#components/answered.ts";
import { explainRefusal } from "#components/sentences/refusal.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { textOf } from "#components/ui/text-of.ts";
import type { SavedSearch } from "#core/domain/audit/saved-search.ts";
import { removeSearchAction, saveSearchAction } from "./actions.ts";

interface SavedSearchesPopoverProps {
  trigger: ReactNode;
  searches: readonly SavedSearch[];
  /** The question on the screen, to be kept. */
  current: Omit<SavedSearch, "name">;
}

const addressOf = ({ view, query }: Omit<SavedSearch, "name">): string =>
  `${view === "events" ? "/audit" : "/audit/access-at"}${query === "" ? "" : `?${query}`}`;

/** One's own questions to the record, kept under a name. Nobody else sees them. */
export function SavedSearchesPopover({ searches: drawn, current, trigger }: SavedSearchesPopoverProps) {
  const [searches, setSearches] = useState(drawn);
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();
  const [open, setOpen] = useState(true);
  const run = (action: () => ReturnType<typeof saveSearchAction>, onDone?: () => void) =>
    start(async () => {
      const answer = await answered(action);
      if (answer.ok) {
        setSearches(answer.value);
        onDone?.();
      }
      setProblem(answer.ok ? undefined : answer.code === "too_many" ? tooMany : explainRefusal(answer.code));
    });
  // Not the form's own action: React would empty it when it is refused, too.
  const save = (form: HTMLFormElement) => {
    const name = textOf(new FormData(form), "name");
    run(
      () => saveSearchAction({ name, ...current }),
      () => form.reset(),
    );
  };
  return (
    <Popover label="Saved searches" align="end" open={open} onOpenChange={setOpen} trigger={trigger}>
      <div className="grid gap-3">
        {searches.length === 0 ? (
          <p className="text-muted">Keep the question on the screen under a name, to ask it again with one press.</p>
        ) : (
          <ul aria-label="Saved searches" className="scroll-thin -mx-1 grid max-h-64 overflow-y-auto">
            {searches.map((search) => (
              <li key={search.name} data-row="" className="flex items-center gap-1">
                <SavedLink search={search} onOpen={() => setOpen(false)} />
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Forget: ${search.name}`}
                  onClick={() => run(() => removeSearchAction({ name: search.name }))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </li>
            ))}
          </ul>
        )}
        <form
          className="grid gap-2 border-t pt-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (!pending) save(event.currentTarget);
          }}
        >
          <Field label="Keep this question as" error={problem}>
            {(wiring) => <Input {...wiring} name="name" required maxLength={60} autoComplete="off" />}
          </Field>
          <Button type="submit" size="sm" pending={pending} className="justify-self-start">
            Save
          </Button>
        </form>
      </div>
    </Popover>
  );
}

/** A question about an instant is the state of its screen once that is there, so it is opened as from outside. */
function SavedLink({ search, onOpen }: { search: SavedSearch; onOpen: () => void }) {
  const look = "min-w-0 flex-1 truncate rounded-md px-2 py-1.5 hover:bg-sunken";
  return search.view === "events" ? (
    <Link href={addressOf(search)} onClick={onOpen} className={look}>
      {search.name}
    </Link>
  ) : (
    <a href={addressOf(search)} className={look}>
      {search.name}
    </a>
  );
}

const tooMany = "You keep as many searches as there is room for. Forget one first.";
