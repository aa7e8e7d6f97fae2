/** An idea of what the server's clock says, kept against the browser's monotonic clock. */
export interface ServerClock {
  /** Feeds a reading of the server's clock, received at `monotonicMs` (performance.now()). */
  sample: (serverMs: number, monotonicMs: number) => void;
  /** The server's time at `monotonicMs`, in milliseconds since 1970. Late by at most the fastest answer's way, never early. */
  at: (monotonicMs: number) => number;
}

/**
 * Each reading is already old when it arrives, so the largest offset seen is the nearest to the truth. The base is the monotonic
 * clock: a person who turns their computer's clock changes nothing, and a computer that slept catches up at the next reading.
 */
export function serverClock(): ServerClock {
  let offset = Number.NEGATIVE_INFINITY;
  return {
    sample: (serverMs, monotonicMs) => {
      offset = Math.max(offset, serverMs - monotonicMs);
    },
    at: (monotonicMs) => monotonicMs + offset,
  };
}
