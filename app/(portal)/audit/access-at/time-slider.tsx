"use client";

import { useId, useState } from "react";
import { useClock } from "#components/clock/clock-provider.tsx";
import { formatInstant } from "#components/clock/format-instant.ts";
import { Time } from "#components/clock/time.tsx";
import { Segmented } from "#components/ui/segmented.tsx";

const HOUR = 3_600_000;
const windows = [
  { value: String(24 * HOUR), label: "24 h" },
  { value: String(7 * 24 * HOUR), label: "7 d" },
  { value: String(30 * 24 * HOUR), label: "30 d" },
  { value: String(365 * 24 * HOUR), label: "1 y" },
] as const;
const STEPS = 1440;

interface TimeSliderProps {
  /** Where the slider ends. */
  nowMs: number;
  atMs: number;
  onMove: (atMs: number) => void;
}

/** Time to be moved by hand, by arrows or by page keys, over a window that ends now. */
export function TimeSlider({ nowMs, atMs, onMove }: TimeSliderProps) {
  const { timeZone } = useClock();
  const id = useId();
  const fitting = windows.find(({ value }) => nowMs - atMs <= Number(value)) ?? windows[3];
  const [span, setSpan] = useState<string>(fitting.value);
  const spanMs = Number(span);
  const startMs = nowMs - spanMs;
  const place = Math.round(((Math.min(nowMs, Math.max(startMs, atMs)) - startMs) / spanMs) * STEPS);
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          At <Time at={new Date(atMs).toISOString()} show="exact" />
        </label>
        <Segmented
          name="window"
          label="How far back"
          look="joined"
          segments={windows}
          value={span}
          onValueChange={setSpan}
        />
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={STEPS}
        value={place}
        aria-valuetext={formatInstant(atMs, nowMs, timeZone, "exact")}
        onChange={(event) => onMove(Math.round(startMs + (Number(event.target.value) / STEPS) * spanMs))}
        className="h-6 w-full cursor-pointer accent-accent"
      />
      <div className="flex justify-between text-xs text-faint">
        <Time at={new Date(startMs).toISOString()} />
        <span>now</span>
      </div>
    </div>
  );
}
