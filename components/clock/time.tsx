"use client";

import { cn } from "#components/cn.ts";
import { useClock } from "./clock-provider.tsx";
import type { InstantStyle } from "./format-instant.ts";
import { formatInstant } from "./format-instant.ts";
import { formatRelative } from "./format-relative.ts";
import { formatSpan } from "./format-span.ts";
import { useNow } from "./use-now.ts";

interface TimeProps {
  /** ISO 8601 instant, from the server. */
  at: string;
  /** relative: "in 18 h", "3 min ago"; left: "43 min left"; since: "12 min" (how long ago); the rest as `InstantStyle`. */
  show?: InstantStyle | "relative" | "left" | "since" | undefined;
  /** What `left` says once it is over. */
  over?: string | undefined;
  className?: string | undefined;
}

const NEAR_MS = 2 * 60_000;

function wordsFor(
  atMs: number,
  nowMs: number,
  timeZone: string,
  show: NonNullable<TimeProps["show"]>,
  over: string,
): string {
  if (show === "relative") return formatRelative(atMs, nowMs);
  if (show === "left") return atMs > nowMs ? `${formatSpan(atMs - nowMs)} left` : over;
  if (show === "since") return formatSpan(nowMs - atMs);
  return formatInstant(atMs, nowMs, timeZone, show);
}

/** An instant in the person's zone; the exact instant (their wall and UTC) on hover. Runs by the server's clock. */
export function Time({ at, show = "day-time", over = "over", className }: TimeProps) {
  const { timeZone } = useClock();
  const atMs = Date.parse(at);
  const coarse = useNow(15_000);
  return (
    <time
      dateTime={at}
      title={`${formatInstant(atMs, coarse, timeZone, "exact")} ${timeZone} · ${at}`}
      className={cn("whitespace-nowrap", className)}
    >
      {(show === "left" || show === "relative") && Math.abs(atMs - coarse) < NEAR_MS ? (
        <LastSeconds atMs={atMs} show={show} over={over} />
      ) : (
        wordsFor(atMs, coarse, timeZone, show, over)
      )}
    </time>
  );
}

/** Only what is about to end is drawn every second: a thousand rows must not be. */
function LastSeconds({ atMs, show, over }: { atMs: number; show: "left" | "relative"; over: string }) {
  return wordsFor(atMs, useNow(1000), "UTC", show, over);
}
