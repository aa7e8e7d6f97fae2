import { expect, test } from "vitest";
import { wanesAt } from "./wanes-at.ts";

test("a grant wanes for its last tenth, of a long one for the last 10 minutes", () => {
  expect(wanesAt(0, 600_000)).toBe(540_000);
  expect(wanesAt(0, 8 * 3_600_000)).toBe(8 * 3_600_000 - 600_000);
});
