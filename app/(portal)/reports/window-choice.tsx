"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/cn.ts";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import { reportDays } from "#core/domain/report/report-days.ts";
import type { AskedWindow } from "./report-address.ts";

const loadDates = () => import("./dates-popover.tsx").then((module) => module.DatesPopover);

const part = "rounded-sm px-2.5 py-0.5 font-medium text-muted hover:text-text";
const chosen = "bg-surface text-text ring-1 ring-line-strong";

/** How far back, or between which days. The window stands in the address, so a report can be sent to somebody. */
export function WindowChoice({ window }: { window: AskedWindow }) {
  const path = usePathname();
  const dates = window.from !== undefined;
  const { Loaded, prepare, demand } = useOnDemand(loadDates);
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      className={cn(part, dates && chosen)}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={Loaded ? undefined : demand}
    >
      {dates ? `${window.from} – ${window.to}` : "Dates…"}
    </button>
  );
  return (
    <nav aria-label="Window of time" className="inline-flex gap-0.5 rounded-md border bg-sunken p-0.5">
      {reportDays.map((each) => (
        <Link
          key={each}
          href={`${path}?days=${each}`}
          aria-current={each === window.days ? "page" : undefined}
          className={cn(part, each === window.days && chosen)}
        >
          {each} days
        </Link>
      ))}
      {Loaded ? <Loaded window={window} trigger={button} /> : button}
    </nav>
  );
}
