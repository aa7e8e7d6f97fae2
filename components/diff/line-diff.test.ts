import fc from "fast-check";
import { expect, test } from "vitest";
import { lineDiff, withoutLongSames } from "./line-diff.ts";

const text = fc
  .array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 30 })
  .map((lines) => lines.join("\n"));
const side = (lines: ReturnType<typeof lineDiff>, leaveOut: "added" | "removed") =>
  lines
    .filter(({ kind }) => kind !== leaveOut)
    .map((line) => line.text)
    .join("\n");

test("without the added lines a diff is the old text, without the removed ones the new", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after);
      expect(side(lines, "added")).toBe(before);
      expect(side(lines, "removed")).toBe(after);
    }),
  );
});

test("equal texts have no changed line", () => {
  fc.assert(
    fc.property(text, (same) => {
      expect(lineDiff(same, same).filter(({ kind }) => kind !== "same")).toEqual([]);
    }),
  );
});

test("one changed line of many is shown with three around it, and the rest is counted", () => {
  const before = Array.from({ length: 40 }, (_, at) => `line ${at}`);
  const parts = withoutLongSames(lineDiff(before.join("\n"), before.with(20, "changed").join("\n")));
  expect(parts.map(({ kind }) => kind)).toEqual([
    "skipped",
    "same",
    "same",
    "same",
    "removed",
    "added",
    "same",
    "same",
    "same",
    "skipped",
  ]);
  expect(parts[0]).toMatchObject({ count: 17 });
});
