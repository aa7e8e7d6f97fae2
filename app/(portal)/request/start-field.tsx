"use client";

import { X } from "lucide-react";
import { useClock } from "#components/clock/clock-provider.tsx";
import { wallTime } from "#components/clock/wall-time.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface StartFieldProps {
  start: string;
  onChange: (start: string) => void;
  onClose: () => void;
  nowMs: number;
  problem: string | undefined;
}

/** A named start: it fixes the end too, and eligibility is checked again when it comes. */
export function StartField({ start, onChange, onClose, nowMs, problem }: StartFieldProps) {
  const { timeZone } = useClock();
  return (
    <Field label="Start" hint={`Your time (${timeZone}). Whether you may is checked again then.`} error={problem}>
      {(wiring) => (
        <div className="flex items-center gap-1">
          <Input
            {...wiring}
            type="datetime-local"
            className="w-56"
            min={wallTime(nowMs, timeZone)}
            value={start}
            onChange={(event) => onChange(event.target.value)}
          />
          <Button variant="ghost" size="icon" aria-label="Start at once after all" onClick={onClose}>
            <X aria-hidden />
          </Button>
        </div>
      )}
    </Field>
  );
}
