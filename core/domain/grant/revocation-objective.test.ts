import { expect, test } from "vitest";
import { objectiveState, revocationObjectiveMs, silentAfterMs } from "./revocation-objective.ts";

const budget = (spent: number) => ({ missed: spent, spent });
const well = { p99Ms: 400, budget: budget(0), overdue: 0, silentMs: 1_000 };

test("the objective is kept only while the revoker is heard, nothing is overdue and the lag is well within it", () => {
  expect(objectiveState(well)).toBe("kept");
  expect(objectiveState({ ...well, p99Ms: revocationObjectiveMs / 2 })).toBe("kept");
  expect(objectiveState({ ...well, p99Ms: revocationObjectiveMs / 2 + 1 })).toBe("at-risk");
  expect(objectiveState({ ...well, p99Ms: revocationObjectiveMs })).toBe("at-risk");
});

test("overdue access or a silent revoker breaks it, however fast earlier revocations were", () => {
  expect(objectiveState({ ...well, overdue: 1 })).toBe("broken");
  expect(objectiveState({ ...well, silentMs: silentAfterMs })).toBe("kept");
  expect(objectiveState({ ...well, silentMs: silentAfterMs + 1 })).toBe("broken");
  expect(objectiveState({ ...well, silentMs: null })).toBe("broken");
});

test("it is broken by a budget that is overspent, even where all that was confirmed was fast", () => {
  expect(objectiveState({ ...well, budget: budget(1) })).toBe("kept");
  expect(objectiveState({ ...well, budget: budget(1.01) })).toBe("broken");
  expect(objectiveState({ ...well, p99Ms: null, budget: budget(100) })).toBe("broken");
});

test("before anything ended there is nothing to measure, and that is not called kept", () => {
  expect(objectiveState({ ...well, p99Ms: null, budget: null })).toBe("unmeasured");
});
