"use client";

import { usePathname, useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { type AskedWindow, askedWindow, windowText } from "./report-address.ts";

interface DatesPopoverProps {
  window: AskedWindow;
  trigger: ReactNode;
}

/** Two days, both included. */
export function DatesPopover({ window, trigger }: DatesPopoverProps) {
  const path = usePathname();
  const router = useRouter();
  const [open, setOpen] = useState(true);
  const [problem, setProblem] = useState<string>();
  const choose = (form: FormData) => {
    const [from, to] = [form.get("from"), form.get("to")];
    if (typeof from !== "string" || typeof to !== "string") return;
    const asked = askedWindow(from <= to ? { from, to } : { from: to, to: from });
    // Anything else would show the usual window, as if that had been asked for.
    if (asked.from === undefined) {
      setProblem("That is more than a year.");
      return;
    }
    setProblem(undefined);
    setOpen(false);
    router.push(`${path}?${windowText(asked)}`);
  };
  return (
    <Popover label="Between two days" trigger={trigger} open={open} onOpenChange={setOpen}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          choose(new FormData(event.currentTarget));
        }}
      >
        <div className="grid grid-cols-2 gap-2">
          <Day name="from" label="From" value={window.from} />
          <Day name="to" label="To" value={window.to} />
        </div>
        <p role="alert" className="text-xs font-medium text-danger empty:hidden">
          {problem}
        </p>
        <p className="text-xs text-faint">Whole UTC days, both included, at most a year.</p>
        <Button type="submit" size="sm" className="justify-self-start">
          Show
        </Button>
      </form>
    </Popover>
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
