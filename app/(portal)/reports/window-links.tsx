import Link from "next/link";
import { cn } from "#components/cn.ts";
import { reportWindows } from "#core/domain/report-input.ts";

export function WindowLinks({ days }: { days: number }) {
  return (
    <nav aria-label="How far back" className="inline-flex gap-0.5 rounded-md border bg-sunken p-0.5">
      {reportWindows.map((each) => (
        <Link
          key={each}
          href={`/reports?days=${each}`}
          aria-current={each === days ? "page" : undefined}
          className={cn(
            "rounded-sm px-2.5 py-0.5 font-medium text-muted hover:text-text",
            each === days && "bg-surface text-text ring-1 ring-line-strong",
          )}
        >
          {each} days
        </Link>
      ))}
    </nav>
  );
}
