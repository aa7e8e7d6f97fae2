import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { cn } from "#components/cn.ts";
import { Dot } from "#components/ui/dot.tsx";

export interface Objective {
  /** kept: within the objective; at-risk: near it; broken: overdue access or a silent revoker; unknown: cannot be measured. */
  state: "kept" | "at-risk" | "broken" | "unknown";
  /** "Revocation p99 0.4 s", "2 revocations overdue". */
  text: string;
  href: string;
}

const tones = { kept: "text-live", "at-risk": "text-waning", broken: "text-danger", unknown: "text-waning" };

/** Whether access ends when it should, on every screen. On a phone a sign: words of any length would push the page wider. */
export function ObjectiveIndicator({ objective, className }: { objective: Objective; className?: string | undefined }) {
  return (
    <Link
      href={objective.href}
      className={cn(
        "inline-flex items-center gap-1.5 rounded-sm text-xs whitespace-nowrap hover:underline max-sm:size-8 max-sm:justify-center",
        tones[objective.state],
        className,
      )}
    >
      <TriangleAlert aria-hidden className={cn("size-4 sm:hidden", objective.state === "broken" && "animate-pulse")} />
      <Dot className={cn("max-sm:hidden", objective.state === "broken" && "animate-pulse")} />
      <span className="max-sm:sr-only">{objective.text}</span>
    </Link>
  );
}
