const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;

/**
 * A length of time in the words of the screens: "8 s", "43 min", "1 h 20 min", "18 h", "3 d 4 h". Rounded down, so that time
 * left is never overstated; negative lengths are zero.
 */
export function formatSpan(lengthMs: number): string {
  const ms = Math.max(0, lengthMs);
  if (ms < MINUTE) return `${Math.floor(ms / 1000)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 10 * HOUR) return two(Math.floor(ms / HOUR), "h", Math.floor((ms % HOUR) / MINUTE), "min");
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return two(Math.floor(ms / DAY), "d", Math.floor((ms % DAY) / HOUR), "h");
}
