import { expect, test } from "vitest";
import {
  isSweepDue,
  keptSince,
  type Retention,
  type RetentionSweep,
  sweepEveryMs,
} from "#core/domain/retention/retention.ts";

const now = new Date("2026-06-30T12:00:00.000Z");
const kept: Retention = { id: "retention", version: 1, accessDays: 365, signInDays: 90, readingDays: null };

test("each class has its own time, and what nobody has limited is kept for ever", () => {
  expect(keptSince(kept, "access", now)).toEqual(new Date("2025-06-30T12:00:00.000Z"));
  expect(keptSince(kept, "sign-in", now)).toEqual(new Date("2026-04-01T12:00:00.000Z"));
  expect(keptSince(kept, "reading", now)).toBeNull();
  expect(keptSince(null, "access", now)).toBeNull();
});

test("a sweep is due when none was ever, a day after the last, and at once while one is under way", () => {
  const sweep: RetentionSweep = {
    ...{ id: "access", version: 1, sweptTo: "0", olderThan: null, values: 0, rows: 0, finishedAt: null },
  };
  expect(isSweepDue(sweep, now)).toBe(true);
  const finishedAt = new Date(now.getTime() - sweepEveryMs);
  expect(isSweepDue({ ...sweep, finishedAt }, now)).toBe(true);
  expect(isSweepDue({ ...sweep, finishedAt: new Date(finishedAt.getTime() + 1) }, now)).toBe(false);
  expect(isSweepDue({ ...sweep, finishedAt: now, olderThan: now }, now)).toBe(true);
});
