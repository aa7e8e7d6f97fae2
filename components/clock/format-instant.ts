const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** time: 15:40; day: 22 Nov; day-time: today 15:40 / 22 Nov 15:40; exact: 22 Nov 2026 15:40:07. The year shows when it is not this one. */
export type InstantStyle = "time" | "day" | "day-time" | "exact";

interface Parts {
  year: number;
  month: number;
  day: number;
  time: string;
  second: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

function partsOf(ms: number, timeZone: string): Parts {
  const part: Record<string, string> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(ms)) part[type] = value;
  const { year, month, day, hour, minute, second } = part;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    time: `${hour ?? ""}:${minute ?? ""}`,
    second: second ?? "",
  };
}

const dayNumber = ({ year, month, day }: Parts): number => Date.UTC(year, month - 1, day) / 86_400_000;

/**
 * An instant on the person's wall. Only the numbers come from Intl: names and order are ours, so the server and every browser
 * write the same text whatever their locale data, and hydration never differs.
 */
export function formatInstant(instantMs: number, nowMs: number, timeZone: string, style: InstantStyle): string {
  const at = partsOf(instantMs, timeZone);
  if (style === "time") return at.time;
  const now = partsOf(nowMs, timeZone);
  const date = `${at.day} ${months[at.month - 1] ?? ""}`;
  if (style === "exact") return `${date} ${at.year} ${at.time}:${at.second}`;
  const away = dayNumber(at) - dayNumber(now);
  const near = away === 0 ? "today" : away === 1 ? "tomorrow" : away === -1 ? "yesterday" : null;
  const day = near ?? (at.year === now.year ? date : `${date} ${at.year}`);
  return style === "day" ? day : `${day} ${at.time}`;
}
