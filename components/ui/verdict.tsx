import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";
import { Dot } from "./dot.tsx";

const boxes = {
  live: "border-live/35 bg-live-soft",
  wait: "bg-sunken",
  waning: "border-waning/35 bg-waning-soft",
  danger: "border-danger/35 bg-danger-soft",
};
const titles = { live: "text-live", wait: "text-text", waning: "text-waning", danger: "text-danger" };

interface VerdictProps {
  /** live: at once; wait: others decide; waning: possible but unusual; danger: not possible. */
  kind: keyof typeof boxes;
  title: ReactNode;
  /** The reason: the rule, the stages, the way out. */
  children?: ReactNode;
  /** Announces changes while the person types. */
  announce?: boolean | undefined;
  className?: string | undefined;
}

/** The answer, said before anything happens. */
export function Verdict({ kind, title, children, announce, className }: VerdictProps) {
  return (
    <div
      className={cn("rounded-lg border px-4 py-3.5", boxes[kind], className)}
      {...(announce ? { role: "status", "aria-live": "polite" as const } : {})}
    >
      <p className={cn("flex gap-2 font-semibold", titles[kind])}>
        {kind === "wait" ? null : <Dot className="mt-1.5" />}
        <span>{title}</span>
      </p>
      {children === undefined ? null : <div className="mt-1 text-muted">{children}</div>}
    </div>
  );
}
