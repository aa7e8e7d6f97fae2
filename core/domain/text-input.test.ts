import { expect, test } from "vitest";
import { text } from "#core/domain/text-input.ts";

const reason = text(10, 20);

test.each([
  ["ten characters", "0123456789", true],
  ["ten with a line break and a tab among them", "01\n34\t6789", true],
  ["ten of another script", "注文を直すために必要です", true],
  ["nine", "012345678", false],
  ["twenty-one", "0".repeat(21), false],
  ["spaces", " ".repeat(15), false],
  ["zero-width spaces", "\u200b".repeat(15), false],
  ["a word in direction marks and joiners", "\u202efix\u2066\u200d\u2060\u{e0041}\ufe0f\u061c", false],
  ["bells", "\u0007".repeat(15), false],
  ["NUL", "0123456789\0", false],
  ["half a surrogate pair", "0123456789\ud800", false],
])("%s as a reason of ten to twenty characters", (_what, given, isTaken) => {
  expect(reason.safeParse(given).success).toBe(isTaken);
});
