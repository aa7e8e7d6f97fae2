"use client";

import { X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { PickOption } from "./pick-option.ts";
import { SearchPick } from "./search-pick.tsx";

interface PickSeveralProps {
  /** What they are: above them, and read aloud. */
  label: string;
  /** What the picker does: "Add a person". */
  add: string;
  value: readonly PickOption[];
  onChange: (value: readonly PickOption[]) => void;
  search: (q: string) => Promise<readonly PickOption[]>;
}

/** Chooses several of many, each once, and leaves out again. */
export function PickSeveral({ label, add, value, onChange, search }: PickSeveralProps) {
  return (
    <div className="grid gap-2">
      <span className="font-medium">{label}</span>
      <SearchPick
        label={add}
        none={`${add}…`}
        value={null}
        search={search}
        onPick={(option) => {
          if (option && !value.some(({ id }) => id === option.id)) onChange([...value, option]);
        }}
      />
      <ul aria-label={label} className="scroll-thin flex max-h-40 flex-wrap gap-1.5 overflow-y-auto empty:hidden">
        {value.map((option) => (
          <li
            key={option.id}
            className="inline-flex items-center gap-1 rounded-md bg-accent-soft py-0.5 pr-1 pl-2 text-accent-strong"
          >
            {option.name}
            <Button
              variant="ghost"
              size="icon-sm"
              className="size-5"
              aria-label={`Leave out ${option.name}`}
              onClick={() => onChange(value.filter(({ id }) => id !== option.id))}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
