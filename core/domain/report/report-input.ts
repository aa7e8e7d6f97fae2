import { z } from "zod";
import { dayInput } from "#core/domain/instant-input.ts";
import { reportDays } from "#core/domain/report/report-days.ts";
import { reportFormats } from "#core/domain/report/report-format.ts";
import { reportKinds } from "#core/domain/report/report-kinds.ts";
import type { Window } from "#core/domain/report/report.ts";

const defaultDays = 30;
/** So that every query stays bounded. */
const longestDays = 366;

const dayMs = 24 * 3_600_000;
const startOf = (text: string): number => Date.parse(`${text}T00:00:00.000Z`);

const window = {
  days: z.coerce
    .number()
    .pipe(z.union(reportDays.map((days) => z.literal(days))))
    .optional(),
  /** UTC days, both included. */
  from: dayInput.optional(),
  to: dayInput.optional(),
};

const isWindow = ({
  days,
  from,
  to,
}: {
  days?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
}) => {
  if (from === undefined && to === undefined) return true;
  if (from === undefined || to === undefined || days !== undefined) return false;
  const span = startOf(to) - startOf(from);
  return span >= 0 && span < longestDays * dayMs;
};

const windowProblem = { message: "give either days, or from and to no more than a year apart" };

export const reportInput = z.strictObject({ report: z.enum(reportKinds), ...window }).refine(isWindow, windowProblem);
export const exportReportInput = z
  .strictObject({ report: z.enum(reportKinds), format: z.enum(reportFormats).default("pdf"), ...window })
  .refine(isWindow, windowProblem);
export type ReportWindowInput = Omit<z.output<typeof reportInput>, "report">;

/** The window that is asked for: the last days until now, or whole UTC days. */
export const windowOf = ({ days, from, to }: ReportWindowInput, now: Date): Window => {
  if (from !== undefined && to !== undefined)
    return { from: new Date(startOf(from)), to: new Date(startOf(to) + dayMs) };
  return { from: new Date(now.getTime() - (days ?? defaultDays) * dayMs), to: now };
};

/** The window of the same length that ends where this one begins. */
export const windowBefore = ({ from, to }: Window): Window => ({
  from: new Date(from.getTime() - (to.getTime() - from.getTime())),
  to: from,
});

/** Every UTC day that the window touches, "2026-03-01": a day without anything must be seen as one. */
export const daysOf = ({ from, to }: Window): readonly string[] => {
  const first = Math.floor(from.getTime() / dayMs);
  const last = Math.floor((to.getTime() - 1) / dayMs);
  return Array.from({ length: last - first + 1 }, (_, at) => new Date((first + at) * dayMs).toISOString().slice(0, 10));
};
