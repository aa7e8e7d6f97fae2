import { expect, test } from "vitest";
import { dayInput, instantInput } from "#core/domain/instant-input.ts";

test.each([
  ["2026-03-01T09:00:00+01:00", true],
  ["0001-01-01T00:00:00Z", true],
  ["9998-12-31T23:59:59.999Z", true],
  ["0001-01-01T00:00:00+00:01", false],
  ["0000-06-01T00:00:00Z", false],
  ["9999-01-01T00:00:00Z", false],
  ["9998-12-31T23:59:59-00:01", false],
  ["9999-12-31T23:59:59-23:59", false],
])("the instant %s is one to reckon with: %s", (given, isTaken) => {
  expect(instantInput.safeParse(given).success).toBe(isTaken);
});

test.each([
  ["1000-01-01", true],
  ["9998-12-31", true],
  ["0000-01-01", false],
  ["0999-12-31", false],
  ["9999-12-31", false],
])("the day %s is one to reckon with: %s", (given, isTaken) => {
  expect(dayInput.safeParse(given).success).toBe(isTaken);
});
