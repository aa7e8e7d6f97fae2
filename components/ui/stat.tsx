import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";

interface StatProps {
  label: ReactNode;
  value: ReactNode;
  /** The yard-stick: "objective 1 s", "12 more than last week". */
  detail?: ReactNode;
  tone?: "live" | "waning" | "danger" | undefined;
  className?: string | undefined;
}

const tones = { live: "text-live", waning: "text-waning", danger: "text-danger" };

/** One figure with its name and what to hold it against. */
export function Stat({ label, value, detail, tone, className }: StatProps) {
  return (
    <div className={cn("min-w-0", className)}>
      <div className="text-xs text-muted">{label}</div>
      <div className={cn("mt-0.5 text-xl font-semibold tracking-tight", tone && tones[tone])}>{value}</div>
      {detail === undefined ? null : <div className="text-xs text-faint">{detail}</div>}
    </div>
  );
}
