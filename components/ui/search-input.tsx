import { Search } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "#components/cn.ts";
import { Input } from "./input.tsx";

/** A box to search in; `end` holds a key hint or a spinner. Needs an aria-label or a label of its own. */
export function SearchInput({ className, end, ...rest }: ComponentProps<"input"> & { end?: ReactNode }) {
  return (
    <div className={cn("relative", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      />
      <Input type="search" className="pr-10 pl-8 [&::-webkit-search-cancel-button]:appearance-none" {...rest} />
      {end === undefined ? null : <div className="absolute inset-y-0 right-2 flex items-center">{end}</div>}
    </div>
  );
}
