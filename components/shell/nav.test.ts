import { expect, test } from "vitest";
import { isAt } from "./nav.ts";

test.each([
  ["/", "/", true],
  ["/", "/audit", false],
  ["/targets", "/targets", true],
  ["/targets", "/targets/tgt_1", true],
  ["/target", "/targets", false],
])("%s is current at %s: %s", (href, path, is) => {
  expect(isAt(href, path)).toBe(is);
});
