import type { Report } from "#core/usecases/overview/read-report.ts";
import type { Serialised } from "#server/serialise.ts";

export type ReportData = Serialised<Report>;
export type Day = ReportData["requestsByDay"][number];
export type Lag = ReportData["revocation"][number];

const DAY_MS = 86_400_000;

/** Every day of the window, those without a request too: a gap must be seen as a gap. */
export const daysOf = ({ since, madeAt, requestsByDay }: ReportData): readonly Day[] => {
  const known = new Map(requestsByDay.map((row) => [row.day, row]));
  const first = Math.floor(Date.parse(since) / DAY_MS);
  const last = Math.floor(Date.parse(madeAt) / DAY_MS);
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const day = new Date((first + at) * DAY_MS).toISOString().slice(0, 10);
    return known.get(day) ?? { day, automatic: 0, approved: 0, denied: 0, lapsed: 0 };
  });
};

export const targetWords = ({ target, targetId }: Lag): string =>
  target ?? (targetId === null ? "All targets" : "retired target");

/** "0.4 s", "12 s", "3 min 5 s": rounded up, so that a figure never flatters. */
export const lagWords = (ms: number | null): string => {
  if (ms === null) return "–";
  if (ms < 10_000) return `${(Math.ceil(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};
