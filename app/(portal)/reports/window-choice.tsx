"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { cn } from "#components/cn.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { reportDays } from "#core/domain/report/report-input.ts";
import { type AskedWindow, askedWindow, windowText } from "./report-address.ts";

const part = "rounded-sm px-2.5 py-0.5 font-medium text-muted hover:text-text";
const chosen = "bg-surface text-text ring-1 ring-line-strong";

/** How far back, or between which days. The window stands in the address, so a report can be sent to somebody. */
export function WindowChoice({ window }: { window: AskedWindow }) {
  const path = usePathname();
  const router = useRouter();
  const dates = window.from !== undefined;
  const choose = (form: FormData) => {
    const [from, to] = [form.get("from"), form.get("to")];
    if (typeof from === "string" && typeof to === "string")
      router.push(`${path}?${windowText(askedWindow(from <= to ? { from, to } : { from: to, to: from }))}`);
  };
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
      <Popover
        label="Between two days"
        trigger={
          <button type="button" className={cn(part, dates && chosen)}>
            {dates ? `${window.from} – ${window.to}` : "Dates…"}
          </button>
        }
      >
        <form action={choose} className="grid gap-3">
          <div className="grid grid-cols-2 gap-2">
            <Day name="from" label="From" value={window.from} />
            <Day name="to" label="To" value={window.to} />
          </div>
          <p className="text-xs text-faint">Whole UTC days, both included, at most a year.</p>
          <Button type="submit" size="sm" className="justify-self-start">
            Show
          </Button>
        </form>
      </Popover>
    </nav>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <div className="grid gap-1">
      <Label htmlFor={`report-${name}`} className="text-xs text-muted">
        {label}
      </Label>
      <Input id={`report-${name}`} name={name} type="date" required defaultValue={value} />
    </div>
  );
}
