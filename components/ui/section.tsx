import type { ReactNode } from "react";
import { useId } from "react";
import { cn } from "#components/cn.ts";

interface SectionProps {
  title: ReactNode;
  /** Beside the title: a count, a link, a small button. */
  end?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
}

/** A part of a page with its heading (h2), named for those who jump between landmarks. */
export function Section({ title, end, children, className }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn("min-w-0", className)}>
      <div className="mb-2.5 flex min-h-5 items-center justify-between gap-3">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {end === undefined ? null : <div className="text-xs text-muted">{end}</div>}
      </div>
      {children}
    </section>
  );
}
