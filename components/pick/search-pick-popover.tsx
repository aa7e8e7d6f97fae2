"use client";

import type { KeyboardEvent, ReactNode } from "react";
import { useEffect, useEffectEvent, useId, useState } from "react";
import { cn } from "#components/cn.ts";
import { Popover } from "#components/ui/popover.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { PickOption } from "./pick-option.ts";

const PAUSE_MS = 150;

interface SearchPickPopoverProps extends OptionsProps {
  trigger: ReactNode;
}

/** What opens under the button of a `SearchPick`. A combobox: arrows move, Enter takes, Escape leaves. */
export function SearchPickPopover({ label, trigger, search, onTake }: SearchPickPopoverProps) {
  const [open, setOpen] = useState(true);
  const take = (option: PickOption) => {
    setOpen(false);
    onTake(option);
  };
  return (
    <Popover label={label} open={open} onOpenChange={setOpen} className="p-2" trigger={trigger}>
      <Options label={label} search={search} onTake={take} />
    </Popover>
  );
}

interface OptionsProps {
  label: string;
  search: (q: string) => Promise<readonly PickOption[]>;
  onTake: (option: PickOption) => void;
}

function Options({ label, search, onTake }: OptionsProps) {
  const id = useId();
  const [q, setQ] = useState("");
  const [found, setFound] = useState<{ q: string; options: readonly PickOption[]; failed?: true }>();
  const [at, setAt] = useState(0);
  const ask = useEffectEvent((text: string) => search(text));
  useEffect(() => {
    let overtaken = false;
    const timer = setTimeout(
      () => {
        ask(q).then(
          (options) => {
            if (overtaken) return;
            setFound({ q, options });
            setAt(0);
          },
          () => {
            if (!overtaken) setFound({ q, options: [], failed: true });
          },
        );
      },
      q === "" ? 0 : PAUSE_MS,
    );
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [q]);
  const options = found?.options ?? [];
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = options[at];
    if (by !== undefined) {
      event.preventDefault();
      const next = Math.min(options.length - 1, Math.max(0, at + by));
      setAt(next);
      // The focus stays in the box, so the browser follows nothing by itself.
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      onTake(chosen);
    }
  };
  return (
    <>
      <SearchInput
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={options[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        value={q}
        onChange={(event) => setQ(event.target.value)}
        onKeyDown={onKeyDown}
        end={found?.q === q ? undefined : <Spinner />}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} className="scroll-thin mt-2 max-h-64 overflow-y-auto">
        {options.map((option, index) => (
          <li
            key={option.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerMove={() => setAt(index)}
            onClick={() => onTake(option)}
            className={cn("cursor-pointer rounded-md px-2 py-1.5", index === at && "bg-sunken")}
          >
            <span className="block truncate">{option.name}</span>
            {option.detail === undefined ? null : (
              <span className="block truncate text-xs text-faint">{option.detail}</span>
            )}
          </li>
        ))}
      </ul>
      {found && options.length === 0 ? (
        <p className="px-2 pb-1 text-muted" role="status">
          {found.failed ? "The search did not answer. Try again." : "Nothing found."}
        </p>
      ) : null}
    </>
  );
}
