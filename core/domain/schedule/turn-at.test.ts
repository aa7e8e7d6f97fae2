import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PersonId, ScheduleId } from "#core/domain/ids.ts";
import { onCallAt } from "#core/domain/schedule/on-call-at.ts";
import { feedStaleMs, type ScheduleReading, type Turns } from "#core/domain/schedule/schedule.ts";
import { turnAt } from "#core/domain/schedule/turn-at.ts";

const [ana, ben] = ["per_ana" as PersonId, "per_ben" as PersonId];
const weekly: Turns = {
  kind: "turns",
  timezone: "Europe/Berlin",
  firstDay: "2026-03-23",
  handoverAt: "09:00",
  daysEach: 7,
  personIds: [ana, ben],
};

describe("a turn", () => {
  it.each([
    ["before the first", "2026-03-23T07:59:59.999Z", null],
    ["from its first instant on", "2026-03-23T08:00:00Z", ana],
    ["to just before the next, an hour earlier after the clock went forward", "2026-03-30T06:59:59.999Z", ana],
    ["and the next from there", "2026-03-30T07:00:00Z", ben],
    ["around again", "2026-04-06T07:00:00Z", ana],
    ["in autumn an hour later again", "2026-10-26T07:59:59Z", ana],
    ["at nine by the wall in autumn", "2026-10-26T08:00:00Z", ben],
  ])("%s", (_name, at, personId) => {
    expect(turnAt(weekly, new Date(at)).personId).toBe(personId);
  });

  it("in a zone where the handover falls into the hour that the clock skips", () => {
    const early = { ...weekly, firstDay: "2026-03-28", handoverAt: "02:30", daysEach: 1 };
    expect(turnAt(early, new Date("2026-03-29T01:29:59Z")).personId).toBe(ana);
    expect(turnAt(early, new Date("2026-03-29T01:30:00Z")).personId).toBe(ben);
  });

  it("follows another without a gap or an overlap, in any zone", () => {
    const zone = fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Australia/Lord_Howe",
      "Pacific/Apia",
      "UTC",
    );
    const instant = fc.date({
      min: new Date("2026-03-24T12:00:00Z"),
      max: new Date("2029-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: 1, max: 31 }), (timezone, now, daysEach) => {
        const turn = turnAt({ ...weekly, timezone, daysEach }, now);
        expect(turn.from! <= now && now < turn.until).toBe(true);
        expect(turnAt({ ...weekly, timezone, daysEach }, turn.until).from).toEqual(turn.until);
      }),
    );
  });
});

describe("a feed", () => {
  const readAt = new Date("2026-03-25T12:00:00Z");
  const reading: ScheduleReading = {
    id: "sch_x" as ScheduleId,
    version: 1,
    shifts: [{ email: "Ana@example.test", from: "2026-03-25T08:00:00Z", until: "2026-03-25T16:00:00Z" }],
    readAt,
    failedAt: null,
    error: null,
  };
  const byEmail = new Map([["ana@example.test", { id: ana }]]);
  const feed = { kind: "http", settings: { kind: "http", url: "https://oncall.example/" } } as const;
  const at = (now: Date, from: ScheduleReading | undefined = reading) => onCallAt(feed, from, byEmail, now);

  it("names who is on call now, and until when that is so", () => {
    expect(at(readAt)).toEqual({
      personIds: [ana],
      since: new Date("2026-03-25T08:00:00Z"),
      until: new Date(readAt.getTime() + feedStaleMs),
    });
  });

  it("that was not read lately, or never, names nobody", () => {
    const stale = new Date(readAt.getTime() + feedStaleMs);
    expect(at(new Date(stale.getTime() - 1)).personIds).toEqual([ana]);
    expect(at(stale)).toMatchObject({ personIds: [], since: stale });
    expect(at(readAt, { ...reading, readAt: null }).personIds).toEqual([]);
    expect(onCallAt(feed, undefined, byEmail, readAt).personIds).toEqual([]);
  });

  it("of addresses that nobody here has names nobody", () => {
    expect(onCallAt(feed, reading, new Map(), readAt).personIds).toEqual([]);
  });
});
