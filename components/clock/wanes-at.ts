const MOST_MS = 10 * 60_000;

/** When a grant begins to look amber: for its last tenth, but never more than its last 10 minutes (ms since 1970). */
export const wanesAt = (startsAtMs: number, expiresAtMs: number): number =>
  expiresAtMs - Math.min(MOST_MS, (expiresAtMs - startsAtMs) / 10);
