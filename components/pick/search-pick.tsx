"use client";

import { ChevronDown, X } from "lucide-react";
import { cn } from "#components/cn.ts";
import { Button } from "#components/ui/button.tsx";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import { inputClass } from "#components/ui/input-class.ts";
import type { PickOption } from "./pick-option.ts";

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

const loadPopover = () => import("./search-pick-popover.tsx").then((module) => module.SearchPickPopover);

/** Chooses one of many by searching: the list never comes whole. */
export function SearchPick({ label, none, value, onPick, search, clearable = true, className }: SearchPickProps) {
  const { Loaded, prepare, demand } = useOnDemand(loadPopover);
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={`${label}: ${value?.name ?? none}`}
      className={cn(inputClass, "flex h-9 min-w-0 flex-1 items-center gap-2 text-left")}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={demand}
    >
      <span className={cn("min-w-0 flex-1 truncate", value === null && "text-muted")}>{value?.name ?? none}</span>
      <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
    </button>
  );
  return (
    <div className={cn("flex min-w-0 items-center gap-1", className)}>
      {Loaded ? <Loaded label={label} trigger={button} search={search} onTake={onPick} /> : button}
      {clearable && value !== null ? (
        <Button variant="ghost" size="icon-sm" aria-label={`Clear: ${label}`} onClick={() => onPick(null)}>
          <X aria-hidden />
        </Button>
      ) : null}
    </div>
  );
}
