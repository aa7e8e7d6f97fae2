import { expect, test } from "vitest";
import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";
import type { Change } from "#core/domain/change/change.ts";
import { audienceOf, type NoticeState } from "#core/domain/notice/audience-of.ts";
import { changeIdOf, noticeOf, toldKinds } from "#core/domain/notice/notice-of.ts";
import type { Notice } from "#core/domain/notice/notice.ts";
import { aGrant, at } from "#core/testing/grants.ts";
import { anEvent, aNotice, aState, aWaitingRequest, twoStages } from "#core/testing/notices.ts";
import { aStage, aVote, person } from "#core/testing/requests.ts";

const change = (status: Change["status"]): Change => ({ status, authorId: person("mei") }) as Change;
const ines = person("ines");
const pending = { request: aWaitingRequest() };
const ordered = { request: aWaitingRequest({ decision: twoStages({ ordered: true }) }) };
const escalated = {
  request: aWaitingRequest({
    decision: twoStages({
      stages: [{ ...aStage(0, 1), escalateAfterSeconds: 600, escalateApprovers: [person("lea")] }],
    }),
    escalatedAt: at(1),
  }),
};
const delegated = {
  request: aWaitingRequest({
    decision: twoStages({
      stages: [{ ...aStage(0, 1, person("ana")), standIns: [{ by: person("kim"), for: person("ana") }] }],
    }),
  }),
};
const onBehalf = (parts = {}) => ({ request: aWaitingRequest({ holderId: person("tomas"), ...parts }) });
const auto = twoStages({ outcome: "auto-approve", stages: [] });
const active = { grant: aGrant({ status: "active", holderId: ines, expiresAt: at(60) }) };
const over = (endReason: "expired" | "revoked" | "returned" | "person-disabled" | "never-activated") => ({
  grant: aGrant({ status: "ended", holderId: ines, endReason, endedAt: at(60) }),
});

/** Who is told of an event, given what it is about as it is now. */
const told = (event: AuditEvent, state: NoticeState, now = at(2)): readonly string[] => {
  const found = noticeOf(event, state);
  if (!found) return [];
  const notice: Notice = {
    ...aNotice(found.kind),
    personId: event.personId ?? null,
    actorId: event.actorId,
    data: found.data ?? {},
  };
  return audienceOf(notice, state, now);
};

const needs = { data: { outcome: "needs-approval" } };
const by = (name: string) => ({ actorId: person(name) });

test.each<[string, EventKind, Partial<AuditEvent>, Partial<NoticeState>, readonly string[]]>([
  ["a request calls everyone who can decide it", "requestSubmitted", needs, pending, ["ana", "ben", "mei"]],
  ["where stages are ordered, only the first is called", "requestSubmitted", needs, ordered, ["ana", "ben"]],
  ["what policy approved at once calls nobody", "requestSubmitted", { data: { outcome: "auto-approve" } }, pending, []],
  [
    "a vote that opens the next stage calls it",
    "voteCast",
    by("ana"),
    { ...ordered, votes: [aVote(person("ana"))] },
    ["mei"],
  ],
  [
    "a vote beside open stages calls nobody again",
    "voteCast",
    by("ana"),
    { ...pending, votes: [aVote(person("ana"))] },
    [],
  ],
  [
    "whoever voted is not called again",
    "requestRedecided",
    needs,
    { ...pending, votes: [aVote(person("ana"))] },
    ["mei"],
  ],
  ["a request routed anew calls those who decide now", "requestRedecided", needs, pending, ["ana", "ben", "mei"]],
  ["an escalation calls whom it brought in", "requestEscalated", {}, escalated, ["lea"]],
  ["whoever stands in for somebody is called with them", "requestSubmitted", needs, delegated, ["ana", "kim"]],
  [
    "nobody is called to what is decided",
    "requestSubmitted",
    needs,
    { request: aWaitingRequest({ status: "denied" }) },
    [],
  ],
  [
    "nobody is called to what has lapsed",
    "requestSubmitted",
    needs,
    { request: aWaitingRequest({ lapsesAt: at(2) }) },
    [],
  ],
  [
    "an approval is told to who asked",
    "requestApproved",
    by("ana"),
    { request: aWaitingRequest({ status: "approved" }) },
    ["ines"],
  ],
  [
    "and to the holder, where somebody else asked",
    "requestDenied",
    by("ana"),
    onBehalf({ status: "denied" }),
    ["ines", "tomas"],
  ],
  [
    "an answer at once is told to the holder for whom it was asked",
    "requestApproved",
    by("ines"),
    onBehalf({ status: "approved", decision: auto }),
    ["tomas"],
  ],
  [
    "and to nobody, where who asked is looking at it",
    "requestApproved",
    by("ines"),
    { request: aWaitingRequest({ status: "approved", decision: auto }) },
    [],
  ],
  ["a lapse is told to who asked", "requestLapsed", {}, { request: aWaitingRequest({ status: "lapsed" }) }, ["ines"]],
  [
    "taking back is told to nobody else",
    "requestCancelled",
    by("ines"),
    { request: aWaitingRequest({ status: "cancelled" }) },
    [],
  ],
  [
    "what nobody could be told of is told to who asked and to administrators",
    "requestUnreachable",
    {},
    { request: aWaitingRequest({ unreachableAt: at(1) }) },
    ["ines", "priya"],
  ],
  ["what was told after all is not", "requestUnreachable", {}, pending, []],
  ["access that begins is told to its holder", "grantActivated", {}, active, ["ines"]],
  ["access that is over already is not announced", "grantActivated", {}, over("expired"), []],
  ["more time is told by the decision about it", "grantExtended", {}, active, []],
  ["the end is told to the holder", "grantEnded", {}, over("expired"), ["ines"]],
  ["an early end too", "grantEnded", {}, over("revoked"), ["ines"]],
  ["and that it never began", "grantEnded", {}, over("never-activated"), ["ines"]],
  ["what was given back is not told", "grantEnded", {}, over("returned"), []],
  ["a disabled person is told nothing", "grantEnded", {}, over("person-disabled"), []],
  [
    "a proposal is told to reviewers but its author",
    "changeProposed",
    by("mei"),
    { change: change("proposed") },
    ["rolf"],
  ],
  ["what is decided calls no reviewer", "changeProposed", by("mei"), { change: change("applied") }, []],
  ["a decision is told to the author", "changeApproved", by("rolf"), { change: change("applied") }, ["mei"]],
  ["a token is told to its person, who made it", "tokenCreated", { ...by("ines"), personId: ines }, {}, ["ines"]],
  ["a password is told to whose it is", "passwordChanged", { ...by("priya"), personId: ines }, {}, ["ines"]],
  [
    "a passkey that was added is told to whose it is",
    "passkeyEnrolled",
    { ...by("ines"), personId: ines },
    {},
    ["ines"],
  ],
  ["a recovery code that was used too", "recoveryCodeUsed", { ...by("ines"), personId: ines }, {}, ["ines"]],
  [
    "a link that can recover a sign-in is told to whose it is and to administrators",
    "recoveryLinkIssued",
    { personId: ines },
    {},
    ["ines", "priya"],
  ],
  ["and so is its use", "signInRecovered", { personId: ines }, {}, ["ines", "priya"]],
  [
    "an administrator whose sign-in it is is told once",
    "signInRecovered",
    { personId: person("priya") },
    { administrators: [person("priya"), person("kim")] },
    ["priya", "kim"],
  ],
  ["an alarm is told to administrators", "alarmRaised", { data: { alarm: "access-overdue", count: 2 } }, {}, ["priya"]],
  [
    "emergency access is told to everyone named, reviewers and administrators",
    "breakGlassUsed",
    by("ines"),
    { ...pending, named: [person("lea"), ines] },
    ["lea", "mei", "rolf", "priya"],
  ],
  [
    "its review is asked of everyone named and of reviewers, and never of who took it",
    "breakGlassReviewOpened",
    {},
    { request: aWaitingRequest({ requesterId: person("mei"), holderId: person("mei") }), named: [person("lea")] },
    ["lea", "rolf"],
  ],
  [
    "a review that is overdue is told to administrators too",
    "breakGlassReviewEscalated",
    {},
    { request: aWaitingRequest({ requesterId: person("mei"), holderId: person("mei") }), named: [person("lea")] },
    ["lea", "rolf", "priya"],
  ],
  ["reading the record is told to nobody", "auditRead", by("jonas"), {}, []],
])("%s", (_, kind, event, state, expected) => {
  expect(told(anEvent(kind, event), aState(state))).toEqual(expected.map(person));
});

test("a reminder before the end is for the deadline it names, not for one that moved", () => {
  const state = aState(active);
  const reminder = (expiresAt: Date) => aNotice("accessEndsSoon", { data: { expiresAt: expiresAt.toISOString() } });
  expect(audienceOf(reminder(at(60)), state, at(50))).toEqual([ines]);
  expect(audienceOf(reminder(at(59)), state, at(50))).toEqual([]);
});

test("the secret, the comment and the reason of an event never become part of a notice", () => {
  const data = { outcome: "needs-approval", name: "ci", justification: "why", comment: "no", secret: "s" };
  for (const kind of toldKinds) {
    const found = noticeOf(anEvent(kind, { data }), aState({ ...pending, ...active }));
    expect(JSON.stringify(found?.data ?? {})).not.toMatch(/why|"no"|"s"/);
  }
});

test("a change is found by its id in the event", () => {
  expect(changeIdOf({ data: { changeId: "chg_1" } })).toBe("chg_1");
  expect(changeIdOf({ data: { changeId: 1 } })).toBeNull();
});
