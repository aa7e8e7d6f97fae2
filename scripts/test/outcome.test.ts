import { expect, test } from "vitest";
import { addOutcomes, describeFault, describeOutcome, oneFailed, onePassed, withExitCode } from "./outcome.ts";

test("the last line adds up all stages, and names what was skipped only when something was", () => {
  const some = { passed: 10, failed: 0, skipped: 2, faults: [] };
  const all = addOutcomes([onePassed, some, oneFailed("lint", "a.ts: unused")]);
  expect(describeOutcome(all)).toBe("11 passed, 1 failed, 2 skipped");
  expect(all.faults).toEqual(["✗ lint\n    a.ts: unused"]);
  expect(describeOutcome(addOutcomes([onePassed]))).toBe("1 passed, 0 failed");
});

test("a runner that breaks without a failed test is a failure, and is not counted twice with one", () => {
  expect(withExitCode(onePassed, 1, "tests")).toMatchObject({ passed: 1, failed: 1 });
  expect(withExitCode(onePassed, null, "tests").faults).toHaveLength(1);
  expect(withExitCode(oneFailed("a", "b"), 1, "tests")).toEqual(oneFailed("a", "b"));
  expect(withExitCode(onePassed, 0, "tests")).toEqual(onePassed);
});

test("what failed is told in a few plain lines", () => {
  const long = Array.from({ length: 100 }, (_, at) => `\u001b[31mline ${at}\u001b[39m`).join("\n");
  const told = describeFault("a.test.ts › it holds", long).split("\n");
  expect(told).toHaveLength(13);
  expect(told.slice(0, 2)).toEqual(["✗ a.test.ts › it holds", "    line 0"]);
});
