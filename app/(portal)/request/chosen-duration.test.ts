import { expect, test } from "vitest";
import { choiceOf, endOfDay, secondsOf } from "./chosen-duration.ts";

const zone = "Europe/Berlin";
const afternoon = Date.parse("2026-11-22T13:40:00Z");

test("until the end of the day is 18:00 on the person's wall, and midnight once that is near", () => {
  expect(endOfDay(afternoon, zone)).toEqual({ atMs: Date.parse("2026-11-22T17:00:00Z"), label: "18:00" });
  expect(endOfDay(Date.parse("2026-11-22T16:45:00Z"), zone).label).toBe("18:00");
  expect(endOfDay(Date.parse("2026-11-22T16:45:01Z"), zone)).toEqual({
    atMs: Date.parse("2026-11-22T23:00:00Z"),
    label: "midnight",
  });
});

test("an end is counted from when access would begin", () => {
  const until = { ...choiceOf(3600), preset: "until" };
  expect(secondsOf(until, afternoon, zone)).toBe(3 * 3600 + 20 * 60);
  const exact = { ...until, preset: "other", other: "until", end: "2026-11-22T15:00" } as const;
  expect(secondsOf(exact, afternoon, zone)).toBe(20 * 60);
  expect(secondsOf(exact, afternoon + 20 * 60_000, zone)).toBeNull();
});

test("exact amounts go from five seconds to a year, and half-typed ones are nothing yet", () => {
  const other = (amount: string, unit: "s" | "d" | "h") => ({ ...choiceOf(1), preset: "other", amount, unit });
  expect(secondsOf(other("5", "s"), afternoon, zone)).toBe(5);
  expect(secondsOf(other("4", "s"), afternoon, zone)).toBeNull();
  expect(secondsOf(other("1,5", "h"), afternoon, zone)).toBe(5400);
  expect(secondsOf(other("365", "d"), afternoon, zone)).toBe(31_536_000);
  expect(secondsOf(other("366", "d"), afternoon, zone)).toBeNull();
  for (const nothing of ["", " ", "-", "x"]) expect(secondsOf(other(nothing, "h"), afternoon, zone)).toBeNull();
});

test("a duration asked for before is chosen again as it was", () => {
  for (const seconds of [5, 900, 3600, 5400, 7200, 86_400, 90_061])
    expect(secondsOf(choiceOf(seconds), afternoon, zone)).toBe(seconds);
  expect(choiceOf(3600).preset).toBe("3600");
  expect(choiceOf(7200)).toMatchObject({ preset: "other", amount: "2", unit: "h" });
});
