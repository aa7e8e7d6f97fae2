import type { ReactNode } from "react";
import { Fragment } from "react";
import { cn } from "#components/cn.ts";

export interface Definition {
  term: ReactNode;
  value: ReactNode;
}

/** Facts: what on the left, the value on the right; stacked where the room is narrow (by its own width, not the page's). */
export function DefinitionList({ items, className }: { items: readonly Definition[]; className?: string | undefined }) {
  return (
    <div className={cn("@container", className)}>
      <dl className="grid gap-y-0.5 @3xs:grid-cols-[7rem_1fr] @3xs:gap-x-3 @3xs:gap-y-2">
        {items.map((item, index) => (
          <Fragment key={index}>
            <dt className="text-faint">{item.term}</dt>
            <dd className="min-w-0 break-words @max-3xs:mb-2">{item.value}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
