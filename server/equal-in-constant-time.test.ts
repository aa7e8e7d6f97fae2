import { expect, test } from "vitest";
import { equalInConstantTime } from "#server/equal-in-constant-time.ts";

test.each([
  ["secret", "secret", true],
  ["secret", "Secret", false],
  ["secre", "secret", false],
  ["", "secret", false],
  ["secret".repeat(1000), "secret", false],
])("%s against %s", (given, expected, equal) => {
  expect(equalInConstantTime(given, expected)).toBe(equal);
});

test("lengths that differ are compared like any other, and do not throw", () => {
  expect(() => equalInConstantTime("a", "a longer one")).not.toThrow();
});
