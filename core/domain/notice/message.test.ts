import { expect, test } from "vitest";
import { alarmKinds } from "#core/domain/alarm/alarm.ts";
import type { GrantId } from "#core/domain/ids.ts";
import { type Message, messageOf, type NoticeFacts } from "#core/domain/notice/message.ts";
import { noticeKinds } from "#core/domain/notice/notice.ts";
import { at } from "#core/testing/grants.ts";
import { aNotice, aWaitingRequest } from "#core/testing/notices.ts";

const request = (parts = {}): NoticeFacts => ({
  request: {
    ...aWaitingRequest(),
    requester: "Ines Duarte",
    holder: "Ines Duarte",
    entitlements: ["read on orders-db"],
    extension: false,
    stepUp: false,
    endsAt: null,
    ...parts,
  },
  grant: null,
  change: null,
  person: null,
});
const grant = (parts = {}): NoticeFacts => ({
  request: null,
  grant: { entitlement: "read on orders-db", expiresAt: at(60), endedAt: null, endReason: null, ...parts },
  change: null,
  person: null,
});
const none: NoticeFacts = { request: null, grant: null, change: null, person: null };
const title = (kind: Message["kind"], facts: NoticeFacts) => messageOf(aNotice(kind), facts, false).title;

test("the reason is in a message only where it is asked for, and then in nothing but its own place", () => {
  const open = messageOf(aNotice("requestToDecide"), request(), true);
  expect(open.reason).toBe("only for those who decide");
  expect(JSON.stringify({ ...open, reason: null })).not.toContain("only for those who decide");
  expect(messageOf(aNotice("requestToDecide"), request(), false).reason).toBeNull();
});

test("a call to decide says until when, leads to the request, and is bound to what was shown", () => {
  const message = messageOf(aNotice("requestToDecide"), request(), false);
  expect(message.rows).toContainEqual({ label: "Lapses", at: at(8 * 3600) });
  expect(message.link.path).toBe("/requests/req_example");
  expect(message.ballot).toEqual({ requestId: "req_example", digest: "shown", stepUp: false });
});

test("a reminder that access ends leads to where more time is asked for; other messages about it to its request", () => {
  const grantId = "grt_example" as GrantId;
  const pathOf = (kind: Message["kind"]) => messageOf(aNotice(kind, { grantId }), grant(), false).link.path;
  expect(pathOf("accessEndsSoon")).toBe("/access?extend=grt_example");
  expect(pathOf("accessActive")).toBe("/requests/req_example");
  const { about } = messageOf(aNotice("accessActive", { grantId }), grant(), false);
  expect(about).toEqual({ requestId: "req_example", grantId });
});

test("once it is decided, the same message says how, and can no longer be voted from", () => {
  const message = messageOf(aNotice("requestToDecide"), request({ status: "denied" }), false);
  expect(message.title).toBe("Ines Duarte asked for read on orders-db: denied");
  expect(message.ballot).toBeNull();
});

test.each([
  ["requestDecided", request({ status: "approved" }), "The request for read on orders-db is approved"],
  [
    "requestDecided",
    request({ status: "denied", extension: true }),
    "The request for more time for read on orders-db is denied",
  ],
  ["requestLapsesSoon", request(), "Still waiting for you: Ines Duarte asks for read on orders-db"],
  ["requestUnreachable", request({ entitlements: ["a", "b"] }), "Nobody who can decide could be told: 2 entitlements"],
  ["accessActive", grant(), "You now hold read on orders-db"],
  ["accessEndsSoon", grant(), "read on orders-db ends soon"],
  ["accessEnded", grant({ endReason: "expired" }), "read on orders-db has ended"],
  ["accessEnded", grant({ endReason: "revoked" }), "read on orders-db ended early"],
  ["accessEnded", grant({ endReason: "never-activated" }), "read on orders-db could not be given"],
  [
    "changeToReview",
    { ...none, change: { author: "Priya", kind: "policy", summary: "shorter", status: "proposed" } },
    "Priya proposes a change: shorter",
  ],
  [
    "changeDecided",
    { ...none, change: { author: "Priya", kind: "policy", summary: "shorter", status: "rejected" } },
    "Your change was rejected: shorter",
  ],
] as const)("%s: %#", (kind, facts, expected) => {
  expect(title(kind, facts)).toBe(expected);
});

test("every alarm says what it is about", () => {
  const titles = Object.keys(alarmKinds).map(
    (alarm) => messageOf(aNotice("alarmRaised", { data: { alarm } }), none, false).title,
  );
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles).not.toContain(title("alarmRaised", none));
});

test("what recovers a sign-in is told to its person as theirs, and to others by their name, and says what to do", () => {
  const message = (what: string, isReader: boolean) =>
    messageOf(
      aNotice("signInRecovery", { data: { what } }),
      { ...none, person: { name: "Ines Duarte", isReader } },
      false,
    );
  const [own, others] = [message("recoveryLinkIssued", true), message("recoveryLinkIssued", false)];
  expect(own.title).toBe("A link from the server's console can recover your sign-in");
  expect(others.title).toBe("A link from the server's console can recover the sign-in of Ines Duarte");
  expect([own.link.path, others.link.path]).toEqual(["/settings", "/admin/people"]);
  expect(own.rows.map(({ label }) => label)).toContain("Not you?");
  expect(message("signInRecovered", true).title).toContain("recovered your sign-in: passkeys, sessions and tokens");
  expect(message("signInRecovered", false).title).toMatch(/recovered the sign-in of Ines Duarte$/);
});

test("what came of a request says until when it lasts, an emergency's message too", () => {
  const rowsOf = (kind: Message["kind"], endsAt: Date | null) =>
    messageOf(aNotice(kind), request({ status: "approved", endsAt }), false).rows;
  for (const kind of ["requestDecided", "breakGlassUsed"] as const)
    expect(rowsOf(kind, at(60))).toContainEqual({ label: "Ends by", at: at(60) });
  expect(rowsOf("requestDecided", null).map(({ label }) => label)).not.toContain("Ends by");
});

test("every kind has a title, a row and a page of the portal, whatever it is about", () => {
  for (const kind of noticeKinds) {
    for (const facts of [request(), grant(), none]) {
      const message = messageOf(aNotice(kind), facts, false);
      expect(message.title).not.toBe("");
      expect(message.rows.length).toBeGreaterThan(0);
      expect(message.link.path).toMatch(/^\/[a-z]/);
    }
  }
});
