import type { Retention, RetentionClass, RetentionSweep } from "#core/domain/retention/retention.ts";
import { insert, type Transition, transition, update } from "#core/domain/transition.ts";

type Days = Pick<Retention, "accessDays" | "signInDays" | "readingDays">;

export const setRetention = (known: Retention | null, days: Days, changeId: string): Transition =>
  transition({
    writes: [known ? update("Retention", known, days) : insert("Retention", { id: "retention", version: 1, ...days })],
    events: [{ kind: "retentionSet", data: { ...days, changeId } }],
  });

const never = { sweptTo: "0", values: 0, rows: 0, finishedAt: null };

/** Committed before anything goes: from here on this sweep is owed to its end, by whichever process. */
export const beginSweep = (known: RetentionSweep | null, id: RetentionClass, olderThan: Date): Transition =>
  transition({
    writes: [
      known
        ? update("RetentionSweep", known, { olderThan, values: 0, rows: 0 })
        : insert("RetentionSweep", { id, version: 1, ...never, olderThan }),
    ],
  });

/** What one sweep did, for the record: which class, up to which age and place, and how much. */
export const finishSweep = (sweep: RetentionSweep, now: Date): Transition => {
  const { id, olderThan, sweptTo, values, rows } = sweep;
  return transition({
    writes: [update("RetentionSweep", sweep, { olderThan: null, finishedAt: now })],
    events: [{ kind: "retentionSwept", data: { class: id, olderThan, to: sweptTo, values, rows } }],
  });
};
