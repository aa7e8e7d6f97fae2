"use client";

import { ChevronDown, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useEffect, useEffectEvent, useId, useState } from "react";
import { cn } from "#components/cn.ts";
import { Button } from "#components/ui/button.tsx";
import { inputClass } from "#components/ui/input-class.ts";
import { Popover } from "#components/ui/popover.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

export interface PickOption {
  readonly id: string;
  readonly name: string;
  readonly detail?: string | undefined;
}

interface SearchPickProps {
  label: string;
  /** What the closed picker says when nothing is chosen: "Anybody". */
  none: string;
  value: PickOption | null;
  onPick: (option: PickOption | null) => void;
  /** At most a screenful. Called again while one types, after a pause. */
  search: (q: string) => Promise<readonly PickOption[]>;
  /** False where something must be chosen. */
  clearable?: boolean | undefined;
  className?: string | undefined;
}

const PAUSE_MS = 150;

/** Chooses one of many by searching: the list never comes whole. A combobox: arrows move, Enter takes, Escape leaves. */
export function SearchPick({ label, none, value, onPick, search, clearable = true, className }: SearchPickProps) {
  const [open, setOpen] = useState(false);
  const take = (option: PickOption | null) => {
    setOpen(false);
    onPick(option);
  };
  return (
    <div className={cn("flex min-w-0 items-center gap-1", className)}>
      <Popover
        label={label}
        open={open}
        onOpenChange={setOpen}
        className="p-2"
        trigger={
          <button
            type="button"
            aria-label={`${label}: ${value?.name ?? none}`}
            className={cn(inputClass, "flex h-9 min-w-0 flex-1 items-center gap-2 text-left")}
          >
            <span className={cn("min-w-0 flex-1 truncate", value === null && "text-muted")}>{value?.name ?? none}</span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
          </button>
        }
      >
        <Options label={label} search={search} onTake={take} />
      </Popover>
      {clearable && value !== null ? (
        <Button variant="ghost" size="icon-sm" aria-label={`Clear: ${label}`} onClick={() => onPick(null)}>
          <X aria-hidden />
        </Button>
      ) : null}
    </div>
  );
}

interface OptionsProps {
  label: string;
  search: SearchPickProps["search"];
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
      setAt(Math.min(options.length - 1, Math.max(0, at + by)));
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
