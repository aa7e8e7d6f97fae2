import { expect, test } from "vitest";
import { formatInstant } from "./format-instant.ts";

const now = Date.parse("2026-11-22T14:40:00Z");

test.each([
  ["2026-11-22T14:40:07Z", "Europe/Berlin", "time", "15:40"],
  ["2026-11-22T14:40:07Z", "Europe/Berlin", "day-time", "today 15:40"],
  ["2026-11-22T14:40:07Z", "Europe/Berlin", "exact", "22 Nov 2026 15:40:07"],
  ["2026-11-22T23:30:00Z", "Europe/Berlin", "day-time", "tomorrow 00:30"],
  ["2026-11-22T23:30:00Z", "UTC", "day-time", "today 23:30"],
  ["2026-11-21T22:00:00Z", "Europe/Berlin", "day", "yesterday"],
  ["2026-11-12T08:05:00Z", "Asia/Kolkata", "day-time", "12 Nov 13:35"],
  ["2025-01-02T08:00:00Z", "UTC", "day-time", "2 Jan 2025 08:00"],
  ["2026-11-22T00:00:00Z", "UTC", "time", "00:00"],
] as const)("%s in %s as %s is %s", (at, zone, style, words) => {
  expect(formatInstant(Date.parse(at), now, zone, style)).toBe(words);
});

test("the day after the clocks go back is still tomorrow", () => {
  const before = Date.parse("2026-10-25T00:30:00+02:00");
  expect(formatInstant(Date.parse("2026-10-26T00:30:00+01:00"), before, "Europe/Berlin", "day")).toBe("tomorrow");
});
