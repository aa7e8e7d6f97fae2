import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";

export interface TimelineStep {
  key: string;
  title: ReactNode;
  /** When, who and why, one line. */
  detail?: ReactNode;
  /** done: happened; now: true at this moment; next: still to come; danger: went wrong. */
  state?: "done" | "now" | "next" | "waning" | "danger" | undefined;
}

const dots = {
  done: "bg-edge",
  now: "bg-live",
  next: "border-2 border-edge bg-surface",
  waning: "bg-waning",
  danger: "bg-danger",
};

/** What happened and what will, in order. A real list, so its length is announced. */
export function Timeline({ steps, className }: { steps: readonly TimelineStep[]; className?: string | undefined }) {
  return (
    <ol className={cn("grid", className)}>
      {steps.map((step) => (
        <li key={step.key} aria-current={step.state === "now" ? "step" : undefined} className="group flex gap-3">
          <span aria-hidden className="flex w-2.5 flex-col items-center">
            <span className={cn("mt-1.5 size-2 shrink-0 rounded-full", dots[step.state ?? "done"])} />
            <span className="mt-1.5 w-px flex-1 bg-line-strong group-last:hidden" />
          </span>
          <div className="min-w-0 flex-1 pb-3.5 group-last:pb-0">
            <div className={step.state === "next" ? "text-muted" : undefined}>{step.title}</div>
            {step.detail === undefined ? null : <div className="text-xs text-faint">{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
