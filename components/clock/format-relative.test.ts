import { expect, test } from "vitest";
import { formatRelative } from "./format-relative.ts";

test.each([
  [18 * 3_600_000, "in 18 h"],
  [1, "in 0 s"],
  [0, "just now"],
  [-9_999, "just now"],
  [-10_000, "10 s ago"],
  [-180_000, "3 min ago"],
])("an instant %d ms away is %s", (away, words) => {
  expect(formatRelative(1_000_000_000 + away, 1_000_000_000)).toBe(words);
});
