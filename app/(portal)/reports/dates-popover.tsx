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
  const choose = (form: FormData) => {
    const [from, to] = [form.get("from"), form.get("to")];
    if (typeof from !== "string" || typeof to !== "string") return;
    setOpen(false);
    router.push(`${path}?${windowText(askedWindow(from <= to ? { from, to } : { from: to, to: from }))}`);
  };
  return (
    <Popover label="Between two days" trigger={trigger} open={open} onOpenChange={setOpen}>
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
