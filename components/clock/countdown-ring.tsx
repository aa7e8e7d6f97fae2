"use client";

import { cn } from "#components/cn.ts";
import { formatSpan } from "./format-span.ts";
import { useNow } from "./use-now.ts";
import { wanesAt } from "./wanes-at.ts";

interface CountdownRingProps {
  /** ISO 8601 instants. */
  startsAt: string;
  expiresAt: string;
  size?: number | undefined;
  className?: string | undefined;
}

/** A ring that empties as a grant runs out: green, amber when it wanes, grey when over. Read aloud as the time left. */
export function CountdownRing({ startsAt, expiresAt, size = 44, className }: CountdownRingProps) {
  const nowMs = useNow(1000);
  const from = Date.parse(startsAt);
  const until = Date.parse(expiresAt);
  const share = until <= from ? 0 : Math.min(1, Math.max(0, (until - nowMs) / (until - from)));
  const center = size / 2;
  return (
    <svg
      role="img"
      aria-label={share > 0 ? `${formatSpan(until - nowMs)} left` : "over"}
      width={size}
      height={size}
      className={cn("shrink-0", nowMs >= wanesAt(from, until) ? "text-waning" : "text-live", className)}
    >
      <g fill="none" strokeWidth={3.5} transform={`rotate(-90 ${center} ${center})`}>
        <circle cx={center} cy={center} r={center - 4} className="stroke-line" />
        {share > 0 ? (
          <circle
            cx={center}
            cy={center}
            r={center - 4}
            pathLength={1000}
            stroke="currentColor"
            strokeLinecap="round"
            strokeDasharray={`${Math.max(1, Math.round(share * 1000))} 1000`}
          />
        ) : null}
      </g>
    </svg>
  );
}
