/**
 * What is kept for how long apart: words and addresses behind what is over, sign-ins, and who read what. Null keeps it for ever,
 * which is how it begins: how long is for those who answer for it to say, and nothing comes back.
 */
export const retentionClasses = ["access", "sign-in", "reading"] as const;
export type RetentionClass = (typeof retentionClasses)[number];

export interface Retention {
  readonly id: "retention";
  readonly version: number;
  readonly accessDays: number | null;
  readonly signInDays: number | null;
  readonly readingDays: number | null;
}

/** How far one class was swept. */
export interface RetentionSweep {
  readonly id: RetentionClass;
  readonly version: number;
  /** Nothing up to this position is left that is older than a sweep allowed. */
  readonly sweptTo: string;
  /** While a sweep is under way: what is older than this goes. */
  readonly olderThan: Date | null;
  /** How many values the sweep under way, or the last one, erased behind the record, and in how many other rows. */
  readonly values: number;
  readonly rows: number;
  readonly finishedAt: Date | null;
}

const dayMs = 86_400_000;
/** How often each class is swept. */
export const sweepEveryMs = dayMs;

export const daysOf = (kept: Retention, of: RetentionClass): number | null =>
  ({ access: kept.accessDays, "sign-in": kept.signInDays, reading: kept.readingDays })[of];

/** What is older than this has been kept for long enough; null where it is kept for ever. */
export const keptSince = (kept: Retention | null, of: RetentionClass, now: Date): Date | null => {
  const days = kept && daysOf(kept, of);
  return days === null ? null : new Date(now.getTime() - days * dayMs);
};

export const isSweepDue = ({ olderThan, finishedAt }: RetentionSweep, now: Date): boolean =>
  olderThan !== null || finishedAt === null || now.getTime() - finishedAt.getTime() >= sweepEveryMs;
