import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";
import { Dot } from "./dot.tsx";

const looks = { live: "text-live", ask: "text-muted", no: "text-faint" };

/** What policy would say, in the width of a list row: "At once", "Ana or Ben, and Security", "Not by request". */
export function Answer({
  kind,
  className,
  children,
}: {
  kind: keyof typeof looks;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-xs font-medium", looks[kind], className)}>
      {kind === "live" ? <Dot /> : null}
      {children}
    </span>
  );
}
