import { afterEach, expect, test } from "vitest";
import { decide } from "#core/domain/policy/decide.ts";
import { directoryOf, factsOf, personFacts, policyOf } from "#core/domain/policy/fixture-company.ts";
import { zonedTime } from "#core/domain/policy/zoned-time.ts";

const processZone = process.env["TZ"];
afterEach(() => {
  if (processZone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = processZone;
});

const instants: [instant: string, zone: string, hours: number, minutes: number, weekday: number, dayOfYear: number][] =
  [
    ["2026-03-29T00:59:59.999Z", "Europe/Berlin", 1, 59, 0, 87],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", 3, 0, 0, 87],
    ["2026-03-29T02:30:00Z", "UTC", 2, 30, 0, 87],
    ["2026-10-25T00:30:00Z", "Europe/Berlin", 2, 30, 0, 297],
    ["2026-10-25T01:30:00Z", "Europe/Berlin", 2, 30, 0, 297],
    ["2026-03-08T06:59:00Z", "America/New_York", 1, 59, 0, 66],
    ["2026-03-08T07:00:00Z", "America/New_York", 3, 0, 0, 66],
    ["2026-01-01T00:00:00Z", "Asia/Kathmandu", 5, 45, 4, 0],
    ["2025-12-31T23:59:59Z", "Pacific/Kiritimati", 13, 59, 4, 0],
    ["2026-04-04T15:15:00Z", "Australia/Lord_Howe", 1, 45, 0, 94],
    ["2026-07-01T00:00:00Z", "+05:30", 5, 30, 3, 181],
    ["2026-07-01T00:00:00Z", "-08:00", 16, 0, 2, 180],
    ["2026-07-01T00:00:00Z", "02:00", 2, 0, 3, 181],
    ["0099-01-01T00:00:00Z", "UTC", 0, 0, 4, 0],
  ];

test.each(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia"])(
  "wall clocks are right whatever zone the process runs in: %s",
  (zone) => {
    process.env["TZ"] = zone;
    for (const [instant, at, hours, minutes, weekday, dayOfYear] of instants) {
      expect([instant, at, zonedTime(new Date(instant), at)]).toMatchObject([
        instant,
        at,
        { hours, minutes, weekday, dayOfYear },
      ]);
      const conditions = [
        `now.getHours("${at}") == ${hours}`,
        `now.getMinutes("${at}") == ${minutes}`,
        `now.getDayOfWeek("${at}") == ${weekday}`,
        `now.getDayOfYear("${at}") == ${dayOfYear}`,
      ];
      const policy = policyOf([
        { id: "r", when: conditions.join(" && "), then: { autoApprove: true, maxDuration: "1h" } },
      ]);
      const decision = decide(policy, factsOf({ now: instant }), { directory: directoryOf(), policyVersion: "1" });
      expect([instant, at, decision.outcome]).toEqual([instant, at, "auto-approve"]);
    }
  },
);

test.each(["Mars/Olympus", "", "+25:00", "+00:60", "Europe/Berlin\n"])("an unknown zone %j is an error", (zone) => {
  expect(() => zonedTime(new Date(0), zone)).toThrow(RangeError);
});

const officeHours = "now.getHours(person.timezone) >= 8 && now.getHours(person.timezone) < 18";
test.each([
  ["Europe/Berlin", "2026-03-27T07:00:00Z", true], // 08:00, winter time
  ["Europe/Berlin", "2026-03-27T06:59:59Z", false],
  ["Europe/Berlin", "2026-03-30T06:00:00Z", true], // 08:00, summer time
  ["Europe/Berlin", "2026-03-30T05:59:59Z", false],
  ["Europe/Berlin", "2026-03-30T15:59:59Z", true],
  ["Europe/Berlin", "2026-03-30T16:00:00Z", false],
  ["Asia/Tokyo", "2026-03-29T23:00:00Z", true],
  ["America/Los_Angeles", "2026-03-30T14:59:59Z", false],
  ["America/Los_Angeles", "2026-03-30T15:00:00Z", true],
])("office hours in %s at %s: %s", (timezone, now, within) => {
  const policy = policyOf([{ id: "r", when: officeHours, then: { autoApprove: true, maxDuration: "1h" } }]);
  const facts = factsOf({ now, person: personFacts("alice", { timezone }) });
  expect(decide(policy, facts, { directory: directoryOf(), policyVersion: "1" }).outcome === "auto-approve").toBe(
    within,
  );
});
