import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";

/** One key. `bare` takes the colour of what it stands on (inside a button). */
export function Kbd({
  children,
  bare,
  className,
}: {
  children: ReactNode;
  bare?: boolean | undefined;
  className?: string | undefined;
}) {
  return (
    <kbd
      className={cn(
        "inline-flex min-w-4.5 items-center justify-center rounded-sm border border-b-2 px-1 font-mono text-2xs font-normal",
        bare ? "border-current/35 text-current" : "border-line bg-surface text-muted",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
