import { expect, test } from "vitest";
import { addOutcomes, describeOutcome, oneFailed, onePassed, withExitCode } from "./outcome.ts";

test("the last line adds up all stages, and names what was skipped only when something was", () => {
  const some = { passed: 10, failed: 0, skipped: 2 };
  expect(describeOutcome(addOutcomes([onePassed, some, oneFailed]))).toBe("11 passed, 1 failed, 2 skipped");
  expect(describeOutcome(addOutcomes([onePassed]))).toBe("1 passed, 0 failed");
});

test("a runner that breaks without a failed test is a failure, and is not counted twice with one", () => {
  expect(withExitCode(onePassed, 1).failed).toBe(1);
  expect(withExitCode(onePassed, null).failed).toBe(1);
  expect(withExitCode(oneFailed, 1).failed).toBe(1);
  expect(withExitCode(onePassed, 0).failed).toBe(0);
});
