import { Check, CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";

export interface Signal {
  key: string;
  kind: "fine" | "unusual" | "conflict" | "note";
  text: ReactNode;
}

const signs = {
  fine: { icon: Check, tone: "text-live", name: "As usual" },
  unusual: { icon: TriangleAlert, tone: "text-waning", name: "Unusual" },
  conflict: { icon: CircleAlert, tone: "text-danger", name: "Conflict" },
  note: { icon: Info, tone: "text-faint", name: "Note" },
};

/** "What to look at": one line each, the sign also as a word for those who cannot see it. */
export function SignalList({ signals, className }: { signals: readonly Signal[]; className?: string | undefined }) {
  return (
    <ul className={cn("divide-y", className)}>
      {signals.map((signal) => {
        const { icon: Icon, tone, name } = signs[signal.kind];
        return (
          <li key={signal.key} className="flex gap-2.5 py-2 first:pt-0 last:pb-0">
            <Icon role="img" aria-label={name} className={cn("mt-0.5 size-4 shrink-0", tone)} />
            <span className="min-w-0">{signal.text}</span>
          </li>
        );
      })}
    </ul>
  );
}
