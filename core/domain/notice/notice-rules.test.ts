import { expect, test } from "vitest";
import { retryInMs, unreached } from "#core/domain/notice/delivery-rules.ts";
import { followUpsOf } from "#core/domain/notice/follow-ups-of.ts";
import { isPublic } from "#core/domain/notice/is-public.ts";
import type { Delivery } from "#core/domain/notice/notice.ts";
import { channelsFor, leavesAt, type NoticePreference } from "#core/domain/notice/preference.ts";
import { aGrant, at } from "#core/testing/grants.ts";
import { aNotice, aState, aWaitingRequest } from "#core/testing/notices.ts";
import { person } from "#core/testing/requests.ts";

const hour = 3600;

test.each([
  ["eight hours", at(8 * hour), at(7 * hour)],
  ["two hours", at(2 * hour), at(1.5 * hour)],
  ["four minutes", at(240), at(180)],
])("whoever has not voted is reminded once before the lapse: of %s", (_, lapsesAt, expected) => {
  const notice = aNotice("requestToDecide", { createdAt: at(0) });
  const [reminder, ...more] = followUpsOf(notice, aState({ request: aWaitingRequest({ lapsesAt }) }));
  expect(more).toEqual([]);
  expect(reminder).toMatchObject({ dueAt: expected, notice: { kind: "requestLapsesSoon", requestId: "req_example" } });
});

test("there is no reminder where the time is a moment, or over", () => {
  const notice = aNotice("requestToDecide", { createdAt: at(0) });
  expect(followUpsOf(notice, aState({ request: aWaitingRequest({ lapsesAt: at(239) }) }))).toEqual([]);
  expect(followUpsOf(notice, aState({ request: aWaitingRequest({ status: "approved" }) }))).toEqual([]);
});

test("the holder is reminded before the end, and again when it moved, by another notice", () => {
  const grant = (expiresAt: Date) => aState({ grant: aGrant({ status: "active", expiresAt }) });
  const first = followUpsOf(aNotice("accessActive", { createdAt: at(0) }), grant(at(2 * hour)));
  expect(first.map(({ dueAt }) => dueAt)).toEqual([at(2 * hour - 15 * 60)]);
  const again = followUpsOf(aNotice("accessExtended", { createdAt: at(hour) }), grant(at(3 * hour)));
  expect(again[0]?.notice.id).not.toBe(first[0]?.notice.id);
  const repeated = followUpsOf(aNotice("accessActive", { createdAt: at(0) }), grant(at(2 * hour)));
  expect(repeated[0]?.notice.id).toBe(first[0]?.notice.id);
});

test.each([
  ["two weeks", 14, [11, 13]],
  ["four days", 4, [3]],
  ["a day", 1, [0.75]],
])("whoever still owes answers to a review is reminded before it is due: in %s", (_, days, expected) => {
  const data = { reviewId: "rvw_example", review: "Autumn", dueAt: at(days * 24 * hour).toISOString() };
  const reminders = followUpsOf(aNotice("reviewToAnswer", { createdAt: at(0), data }), aState({}));
  expect(reminders.map(({ dueAt }) => dueAt)).toEqual(expected.map((day) => at(day * 24 * hour)));
  expect(new Set(reminders.map(({ notice }) => notice.id)).size).toBe(expected.length);
  expect(reminders[0]?.notice).toMatchObject({ kind: "reviewDueSoon", actorId: null, data });
});

const preference = (parts: Partial<NoticePreference>): NoticePreference => ({
  ...{ id: person("ana"), version: 1, silenced: [], quietFrom: null, quietUntil: null },
  ...parts,
});

test("what a person switched off does not go there; what concerns their account always does", () => {
  const silenced = ["email requestToDecide", "email securityChanged", "slack securityChanged"];
  const of = (kind: Parameters<typeof channelsFor>[0]) =>
    channelsFor(kind, preference({ silenced }), ["email", "slack"]);
  expect(of("requestToDecide")).toEqual(["slack"]);
  expect(of("requestDecided")).toEqual(["email", "slack"]);
  expect(of("securityChanged")).toEqual(["email", "slack"]);
  expect(channelsFor("requestToDecide", undefined, ["email"])).toEqual(["email"]);
});

test.each([
  ["at the first quiet minute", "2030-01-01T21:00:00.000Z", "2030-01-02T06:00:00.000Z"],
  ["after midnight", "2030-01-02T05:59:59.999Z", "2030-01-02T06:00:00.000Z"],
  ["at the last instant before", "2030-01-01T20:59:59.999Z", "2030-01-01T20:59:59.999Z"],
  ["when they are over", "2030-01-02T06:00:00.000Z", "2030-01-02T06:00:00.000Z"],
])("quiet hours from 22:00 to 07:00 in Berlin hold a message back until they end: %s", (_, now, expected) => {
  const quiet = preference({ quietFrom: 22 * 60, quietUntil: 7 * 60 });
  const leaves = leavesAt("requestDecided", quiet, "Europe/Berlin", new Date(now));
  expect(leaves.toISOString()).toBe(expected);
  expect(leavesAt("securityChanged", quiet, "Europe/Berlin", new Date(now)).toISOString()).toBe(now);
});

test("a failed message is tried later and later, never later than ten minutes, never at the same moment as the others", () => {
  expect([1, 2, 3, 4].map((attempt) => retryInMs(attempt, 1))).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(retryInMs(1, 0)).toBe(1_000);
  expect(retryInMs(1_000_000, 1)).toBe(600_000);
});

const sent = (recipient: string, channel: Delivery["channel"], status: Delivery["status"], attempts = 1) => ({
  ...{ recipient: person(recipient), channel, status, attempts },
});

test("somebody is unreached when every way out of the portal failed, and only then", () => {
  const people = ["ana", "ben", "mei", "rolf", "kim", "lea"].map(person);
  const deliveries = [
    sent("ana", "inbox", "delivered"),
    sent("ben", "email", "failed"),
    sent("ben", "inbox", "delivered"),
    sent("mei", "email", "failed"),
    sent("mei", "slack", "delivered"),
    sent("rolf", "email", "waiting", 3),
    sent("rolf", "slack", "failed"),
    sent("kim", "email", "waiting", 2),
  ];
  expect(unreached(people, deliveries)).toEqual([person("ben"), person("rolf")]);
});

test("a shared channel hears what a group can act on, and nothing of one account", () => {
  expect(isPublic("slack-channel", "requestToDecide")).toBe(true);
  expect(isPublic("slack-channel", "accessActive")).toBe(false);
  for (const kind of ["breakGlassUsed", "alarmRaised"] as const)
    expect([isPublic("slack-channel", kind), isPublic("webhook", kind)]).toEqual([true, true]);
  expect(isPublic("webhook", "securityChanged")).toBe(false);
  expect(isPublic("email", "requestToDecide")).toBe(false);
});
