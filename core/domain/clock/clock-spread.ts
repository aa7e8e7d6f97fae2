/** What one connection to the database said the time was, and between which instants of our monotonic clock. */
export interface ClockReading {
  readonly at: Date;
  readonly askedMs: number;
  readonly answeredMs: number;
  /** What this process' own clock said when the answer came: measured, never used. */
  readonly ownAt: Date;
}

/** The heartbeat under which the spread of the database's clocks is kept: its detail is a number of milliseconds. */
export const clocksHeartbeat = "clocks";

/** Above this, the nodes of the database disagree on what is due by more than may be, and nothing new is granted (domain rule 2). */
export const clocksDifferAtMostMs = 1_000;
/** Worth looking at: an engine that keeps its promises is far below. */
export const clocksWorryMs = 100;

/** An instant is read to the millisecond, and cut off, not rounded. */
const resolutionMs = 1;

/**
 * By how much the clocks behind several connections disagree at least: what no time that the answers took can explain. Nought
 * with one clock, however slow it answers.
 */
export const clockSpreadMs = (readings: readonly ClockReading[]): number => {
  if (readings.length < 2) return 0;
  const earliest = Math.max(...readings.map(({ at, answeredMs }) => at.getTime() - answeredMs));
  const latest = Math.min(...readings.map(({ at, askedMs }) => at.getTime() - askedMs));
  return Math.max(0, earliest - latest - resolutionMs);
};

/** This process' own clock minus the database's, from the answer that came soonest; null without one. */
export const ownOffsetMs = (readings: readonly ClockReading[]): number | null => {
  const [best] = readings.toSorted((a, b) => a.answeredMs - a.askedMs - (b.answeredMs - b.askedMs));
  return best ? best.ownAt.getTime() - best.at.getTime() : null;
};
