export interface ZonedTime {
  readonly year: number;
  /** From 0, as CEL counts. */
  readonly month: number;
  /** From 1. */
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** From 0. */
  readonly dayOfYear: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
}

const mostZones = 1_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const lastOffsets = new Map<string, { readonly minute: number; readonly offsetMs: number }>();
const minuteMs = 60_000;

/**
 * The wall clock in an IANA zone ("Europe/Berlin") or at a fixed offset ("+05:30", "02:00") at an instant.
 * Independent of the process's own zone, unlike parsing a localised string, and so the same for every auditor.
 * Throws RangeError for a zone that does not exist and for an invalid instant.
 */
export function zonedTime(instant: Date, zone: string): ZonedTime {
  const shifted = new Date(instant.getTime() + offsetMs(instant, zone));
  const year = shifted.getUTCFullYear();
  return {
    year,
    month: shifted.getUTCMonth(),
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    dayOfYear: Math.floor((shifted.getTime() - utc(year, 0, 1)) / 86_400_000),
    hours: shifted.getUTCHours(),
    minutes: shifted.getUTCMinutes(),
    seconds: shifted.getUTCSeconds(),
    milliseconds: shifted.getUTCMilliseconds(),
  };
}

/** One reading a minute and zone is enough: since 1972 no zone changed its offset within one. */
function offsetMs(instant: Date, zone: string): number {
  const minute = Math.floor(instant.getTime() / minuteMs);
  const last = lastOffsets.get(zone);
  if (last?.minute === minute) return last.offsetMs;
  const fixed = /^([+-]?)(\d{2}):(\d{2})$/.exec(zone);
  const found = fixed === null ? readOffsetMs(instant, zone) : fixedOffsetMs(fixed);
  if (lastOffsets.size >= mostZones) lastOffsets.clear();
  lastOffsets.set(zone, { minute, offsetMs: found });
  return found;
}

function fixedOffsetMs([, sign, hours, minutes]: RegExpExecArray): number {
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  if (Number(minutes) > 59 || ms > 24 * 3_600_000) throw new RangeError("an offset is at most 24 hours");
  return sign === "-" ? -ms : ms;
}

function readOffsetMs(instant: Date, zone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatFor(zone).formatToParts(instant)) parts[type] = value;
  const time = [Number(parts.hour), Number(parts.minute), Number(parts.second)] as const;
  const wall = utc(Number(parts.year), Number(parts.month) - 1, Number(parts.day), ...time);
  return wall - Math.floor(instant.getTime() / 1_000) * 1_000;
}

/** Date.UTC takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number, day: number, hours = 0, minutes = 0, seconds = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.setUTCHours(hours, minutes, seconds);
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  if (formats.size >= mostZones) formats.clear();
  formats.set(zone, format);
  return format;
}
