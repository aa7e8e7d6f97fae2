import { expect, test } from "vitest";
import { formatChange, formatValue } from "#core/domain/report/format-value.ts";

test.each([
  [0, "0.0 s"],
  [1, "0.1 s"],
  [400, "0.4 s"],
  [9_901, "10.0 s"],
  [10_000, "10 s"],
  [59_001, "1 min"],
  [61_000, "1 min 1 s"],
  [3_599_001, "1 h"],
  [3_600_001, "1 h 1 min"],
  [24 * 3_600_000, "1 d"],
  [25 * 3_600_000 + 1, "1 d 2 h"],
])("a span of %i ms is %s: rounded up, never down", (ms, words) => {
  expect(formatValue("ms", ms)).toBe(words);
});

test("nothing is a dash, and a zero is a zero", () => {
  expect([
    formatValue("ms", null),
    formatValue("count", null),
    formatValue("count", 0),
    formatValue("share", 0),
  ]).toEqual([...["–", "–", "0", "0 %"]]);
});

test("an instant in a file says that it is UTC", () => {
  expect(formatValue("instant", "2026-03-01T14:05:09.123Z")).toBe("2026-03-01 14:05:09 UTC");
});

test("a change is told against the window before, and not at all where there was nothing", () => {
  expect(formatChange("count", 12, 10)).toBe("20 % more than before");
  expect(formatChange("ms", 500, 1000)).toBe("50 % shorter than before");
  expect(formatChange("share", 0.5, 0.25)).toBe("25 % before");
  expect(formatChange("count", 3, 0)).toBe("0 before");
  expect(formatChange("count", 3, 3)).toBe("as before");
  expect(formatChange("ms", 3, null)).toBe(null);
});
