"use client";

import { useCallback, useSyncExternalStore } from "react";
import { useClock } from "./clock-provider.tsx";

interface Ticker {
  listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval>;
}

/** One timer per interval, however many clocks are on the page. */
const tickers = new Map<number, Ticker>();

function listen(intervalMs: number, listener: () => void): () => void {
  let ticker = tickers.get(intervalMs);
  if (!ticker) {
    const listeners = new Set<() => void>();
    const tick = () => {
      for (const each of listeners) each();
    };
    ticker = { listeners, timer: setInterval(tick, intervalMs) };
    tickers.set(intervalMs, ticker);
  }
  const { listeners, timer } = ticker;
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    tickers.delete(intervalMs);
  };
}

/**
 * The server's time in milliseconds, in steps of `intervalMs` (rounded down). While hydrating it is what the server rendered
 * with, so texts agree; one tick later it runs.
 */
export function useNow(intervalMs: number): number {
  const { server, renderedAtMs } = useClock();
  const subscribe = useCallback((listener: () => void) => listen(intervalMs, listener), [intervalMs]);
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(server.at(performance.now()) / intervalMs) * intervalMs,
    () => renderedAtMs,
  );
}
