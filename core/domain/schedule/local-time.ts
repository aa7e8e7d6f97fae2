import { zonedTime } from "#core/domain/policy/zoned-time.ts";

export const dayMs = 86_400_000;

export const isKnownZone = (zone: string): boolean => {
  try {
    zonedTime(new Date(0), zone);
    return true;
  } catch {
    return false;
  }
};

/** A day as a number: the days since 1 January 1970 on the calendar, whatever the zone. */
export const dayNumber = (isoDate: string): number => Math.floor(Date.parse(`${isoDate}T00:00:00Z`) / dayMs);

/**
 * When a wall clock in a zone shows this time on this day. Of a time that it shows twice in autumn, the first; a time that it
 * skips in spring counts on from before the leap, so that 02:30 is when it shows 03:30 (Temporal's "compatible").
 */
export const instantAt = (day: number, minutes: number, zone: string): Date => {
  const wall = day * dayMs + minutes * 60_000;
  const [before, after] = [wall - dayMs, wall + dayMs].map((near) => wall - (wallAt(near, zone) - near));
  if (before === undefined || after === undefined) throw new RangeError("no such day");
  if (wallAt(before, zone) === wall) return new Date(before);
  return new Date(wallAt(after, zone) === wall ? after : before);
};

/** What the wall clock shows at an instant, as if it were UTC. */
export const wallAt = (instantMs: number, zone: string): number => {
  const { year, month, day, hours, minutes } = zonedTime(new Date(instantMs), zone);
  return Date.UTC(year, month, day, hours, minutes);
};
