"use client";

import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { ServerClock } from "./server-clock.ts";
import { serverClock } from "./server-clock.ts";

interface Clock {
  /** What the server said when it made this page: the only "now" that server and browser agree on while hydrating. */
  renderedAtMs: number;
  timeZone: string;
  server: ServerClock;
}

const ClockContext = createContext<Clock | null>(null);

interface ClockProviderProps {
  /** The database clock when the page was made, ISO 8601. A refreshed page brings a new one and corrects the clock. */
  now: string;
  /** The person's IANA time zone. */
  timeZone: string;
  children: ReactNode;
}

/** When the first byte of this document came: nearer to the server's reading than the moment scripts run. */
function documentArrivedAt(): number {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry && entry.responseStart > 0 ? entry.responseStart : performance.now();
}

/** Gives the server's time and the person's zone to `Time`, `CountdownRing` and `useNow`. One per page, in the layout. */
export function ClockProvider({ now, timeZone, children }: ClockProviderProps) {
  const renderedAtMs = Date.parse(now);
  const [server] = useState(() => {
    const clock = serverClock();
    clock.sample(renderedAtMs, typeof document === "undefined" ? 0 : documentArrivedAt());
    return clock;
  });
  useEffect(() => server.sample(renderedAtMs, performance.now()), [server, renderedAtMs]);
  const value = useMemo(() => ({ renderedAtMs, timeZone, server }), [renderedAtMs, timeZone, server]);
  return <ClockContext value={value}>{children}</ClockContext>;
}

export function useClock(): Clock {
  const clock = useContext(ClockContext);
  if (!clock) throw new Error("No ClockProvider above: the layout must give the server's time.");
  return clock;
}
