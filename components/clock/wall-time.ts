import { zonedTime } from "#core/domain/policy/zoned-time.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** The wall clock of a zone at an instant, as `<input type="datetime-local">` writes it: "2026-11-22T18:00". */
export const wallTime = (instantMs: number, timeZone: string): string => {
  const { year, month, day, hours, minutes } = zonedTime(new Date(instantMs), timeZone);
  return `${String(year).padStart(4, "0")}-${two(month + 1)}-${two(day)}T${two(hours)}:${two(minutes)}`;
};

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/;

const asUtc = (wall: string): number => Date.parse(`${wall.slice(0, 16)}:00Z`);

/**
 * The instant at which a zone's wall clock shows this; null for what is no date. Where the clock is set back and shows it
 * twice, the first; where it is set forward and never shows it, the instant that many minutes later.
 */
export const instantOfWall = (wall: string, timeZone: string): number | null => {
  const wanted = form.test(wall) ? asUtc(wall) : Number.NaN;
  if (Number.isNaN(wanted)) return null;
  const offsetAt = (ms: number): number => asUtc(wallTime(ms, timeZone)) - ms;
  const day = 24 * 3_600_000;
  // The offsets on both sides of a change: the earlier instant that fits is the answer, else the old offset carries on.
  const before = wanted - offsetAt(wanted - day);
  const after = wanted - offsetAt(wanted + day);
  const fits = [before, after].filter((ms) => ms + offsetAt(ms) === wanted);
  return fits.length > 0 ? Math.min(...fits) : before;
};
