import fc from "fast-check";
import { expect, test } from "vitest";
import { instantOfWall, wallTime } from "./wall-time.ts";

const berlin = "Europe/Berlin";

test("an instant is written as the wall clock of the zone shows it, and found again", () => {
  const at = Date.parse("2026-11-22T17:00:00Z");
  expect(wallTime(at, berlin)).toBe("2026-11-22T18:00");
  expect(instantOfWall("2026-11-22T18:00", berlin)).toBe(at);
  expect(instantOfWall("2026-07-01T18:00", berlin)).toBe(Date.parse("2026-07-01T16:00:00Z"));
});

test("an hour shown twice is the first of them, an hour never shown comes that much later", () => {
  expect(instantOfWall("2026-10-25T02:30", berlin)).toBe(Date.parse("2026-10-25T00:30:00Z"));
  expect(instantOfWall("2026-03-29T02:30", berlin)).toBe(Date.parse("2026-03-29T01:30:00Z"));
});

test("what is no date is no instant", () => {
  expect(instantOfWall("", berlin)).toBeNull();
  expect(instantOfWall("2026-13-01T00:00", berlin)).toBeNull();
});

test("writing what was found gives what was written, in every zone, whenever the clock shows it at all", () => {
  const zones = fc.constantFrom("UTC", berlin, "America/New_York", "Asia/Kolkata", "Pacific/Auckland");
  const minutes = fc.integer({ min: 0, max: 10 * 525_600 });
  fc.assert(
    fc.property(zones, minutes, (zone, minute) => {
      const wall = wallTime(Date.parse("2020-01-01T00:00:00Z") + minute * 60_000, zone);
      const found = instantOfWall(wall, zone);
      expect(found).not.toBeNull();
      expect(wallTime(found ?? 0, zone)).toBe(wall);
    }),
  );
});
