import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { createShiftFeeds } from "./shift-feeds.ts";
import { readCalendar } from "./read-calendar.ts";
import { readShiftList } from "./read-shift-list.ts";
import { createAddressGuard } from "#adapters/network/address-guard.ts";

const calendar = (...events: readonly string[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...events, "END:VCALENDAR", ""].join("\r\n");
const event = (lines: readonly string[], uid = "one"): string =>
  ["BEGIN:VEVENT", `UID:${uid}`, "DTSTAMP:20260101T000000Z", ...lines, "END:VEVENT"].join("\r\n");
const ana = "ATTENDEE:mailto:ana@example.test";
const [from, until] = [new Date("2026-03-20T00:00:00Z"), new Date("2026-04-10T00:00:00Z")];

describe("an iCalendar feed", () => {
  it("names whoever is invited, at the instants of the event", async () => {
    const text = calendar(event(["DTSTART:20260325T080000Z", "DTEND:20260325T160000Z", "SUMMARY:On call", ana]));
    expect(await readCalendar(text, from, until)).toEqual([
      { email: "ana@example.test", from: "2026-03-25T08:00:00.000Z", until: "2026-03-25T16:00:00.000Z" },
    ]);
  });

  it("repeats a turn at the same time on the wall across a change of the clock, and leaves out what is excepted", async () => {
    const text = calendar(
      event([
        "DTSTART;TZID=Europe/Berlin:20260321T090000",
        "DTEND;TZID=Europe/Berlin:20260321T170000",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "EXDATE;TZID=Europe/Berlin:20260404T090000",
        ana,
      ]),
    );
    expect((await readCalendar(text, from, until)).map((shift) => shift.from)).toEqual([
      "2026-03-21T08:00:00.000Z",
      "2026-03-28T08:00:00.000Z",
    ]);
    const summer = calendar(
      event([
        "DTSTART;TZID=Europe/Berlin:20260328T090000",
        "DTEND;TZID=Europe/Berlin:20260328T170000",
        "RRULE:FREQ=DAILY;COUNT=2",
        ana,
      ]),
    );
    expect((await readCalendar(summer, from, until)).map((shift) => shift.from)).toEqual([
      "2026-03-28T08:00:00.000Z",
      "2026-03-29T07:00:00.000Z",
    ]);
  });

  it("tells of a turn that began before the time that is looked at", async () => {
    const text = calendar(event(["DTSTART:20260318T080000Z", "DTEND:20260325T080000Z", ana]));
    expect(await readCalendar(text, from, until)).toHaveLength(1);
  });

  it.each([
    ["an event without a summary", event(["DTSTART:20260325T080000Z", "DTEND:20260325T160000Z"]), 0],
    ["an event that names nobody", event(["DTSTART:20260325T080000Z", "DTEND:20260325T160000Z", "SUMMARY:On call"]), 0],
    ["a cancelled one", event(["DTSTART:20260325T080000Z", "DTEND:20260325T160000Z", "STATUS:CANCELLED", ana]), 0],
    [
      "an address in the summary",
      event(["DTSTART:20260325T080000Z", "DTEND:20260325T160000Z", "SUMMARY:ben@example.test is on call"]),
      1,
    ],
  ])("%s", async (_name, text, count) => {
    expect(await readCalendar(calendar(text), from, until)).toHaveLength(count);
  });

  it("that is none is a fault", async () => {
    await expect(readCalendar("<html>", from, until)).rejects.toThrow("no iCalendar feed");
  });

  it("that says more turns than anybody has is a fault, and holds nothing else up until it is found", async () => {
    const hourly = ["DTSTART:20260301T080000Z", "DTEND:20260301T090000Z", "RRULE:FREQ=HOURLY", ana];
    const text = calendar(...Array.from({ length: 40 }, (_, n) => event(hourly, `e${n}`)));
    let others = 0;
    let reading = true;
    const beside = () => {
      others += 1;
      if (reading) setImmediate(beside);
    };
    setImmediate(beside);
    await expect(readCalendar(text, from, until)).rejects.toThrow("more than 10,000 turns");
    reading = false;
    expect(others).toBeGreaterThan(10);
  });

  it("whose rule cannot be counted out is a fault, said in our own words", async () => {
    const every = ["DTSTART:20260301T080000Z", "DTEND:20260301T090000Z", "RRULE:FREQ=SECONDLY", ana];
    await expect(readCalendar(calendar(event(every)), from, until)).rejects.toThrow(/^the iCalendar feed is broken$/);
  });
});

describe("a list of shifts", () => {
  it("is read where it touches the time", () => {
    const shift = { email: "ana@example.test", from: "2026-03-25T09:00:00+01:00", until: "2026-03-25T17:00:00+01:00" };
    const old = { ...shift, from: "2025-03-25T09:00:00Z", until: "2025-03-25T17:00:00Z" };
    expect(readShiftList(JSON.stringify({ shifts: [shift, old] }), from, until)).toEqual([
      { email: "ana@example.test", from: "2026-03-25T08:00:00.000Z", until: "2026-03-25T16:00:00.000Z" },
    ]);
  });

  it.each(["", "[]", '{"shifts":[{"email":"ana"}]}'])("%j is a fault", (text) => {
    expect(() => readShiftList(text, from, until)).toThrow();
  });
});

describe("a source", () => {
  const server = createServer((request, answer) => {
    if (request.url === "/elsewhere") answer.writeHead(302, { location: "http://127.0.0.1/" }).end();
    else if (request.url === "/endless") answer.end("x".repeat(2_200_000));
    else answer.end(JSON.stringify({ shifts: [] }));
  });
  const listening = new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => server.close());
  const read = async (path: string, allow: readonly string[] = ["127.0.0.0/8"], host = "127.0.0.1") => {
    await listening;
    const url = `http://${host}:${(server.address() as AddressInfo).port}${path}`;
    return createShiftFeeds(createAddressGuard({ allow })).read({ settings: { kind: "http", url } }, from, until);
  };

  it("is connected to only where the address guard allows it, by name too", async () => {
    expect(await read("/")).toEqual([]);
    await expect(read("/", [])).rejects.toThrow("not allowed");
    await expect(read("/", [], "localhost")).rejects.toThrow("not allowed");
  });

  it("that sends elsewhere, or too much, is not read", async () => {
    await expect(read("/elsewhere")).rejects.toThrow("status 302");
    await expect(read("/endless")).rejects.toThrow("more than 2 MB");
  });
});
