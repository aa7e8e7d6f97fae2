import { expect, test } from "vitest";
import { accessFromEvents } from "#core/domain/audit/access-from-events.ts";
import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";
import { aGrant, at } from "#core/testing/grants.ts";

let position = 0;
const { id: grantId, requestId, holderId: personId, entitlementId, targetId } = aGrant();
const event = (kind: EventKind, seconds: number, data: Record<string, Date | string> = {}): AuditEvent => ({
  ...{ kind, grantId, requestId, personId, entitlementId, targetId },
  position: String(++position),
  at: at(seconds),
  actorId: null,
  via: "ticker",
  correlationId: "test",
  data: JSON.parse(JSON.stringify(data)) as AuditEvent["data"],
});

const story = [
  event("grantActivating", 10, { account: "lapse_ines", startsAt: at(9), removeBy: at(400) }),
  event("grantActivated", 12, { readyAt: at(11), expiresAt: at(71) }),
  event("grantExtended", 40, { expiresAt: at(131) }),
  event("grantEnding", 50, { endReason: "returned", endingAt: at(49) }),
  event("grantEnded", 53, { endedAt: at(52) }),
];
const [began] = story.map((each) => each.position);
const stateAt = (seconds: number, ms = 0) => {
  const [found] = accessFromEvents(story, at(seconds, ms));
  return found ? [found.state, found.until] : null;
};

test("access exists from the committed obligation until the target confirmed, to the millisecond", () => {
  expect(stateAt(8, 999)).toBe(null);
  expect(stateAt(9)).toEqual(["activating", at(400)]);
  expect(stateAt(51, 999)).toEqual(["ending", at(131)]);
  expect(stateAt(52)).toBe(null);
});

test("state and deadline are those that were known at the instant asked for", () => {
  expect(stateAt(11)).toEqual(["active", at(400)]);
  expect(stateAt(12)).toEqual(["active", at(71)]);
  expect(stateAt(40)).toEqual(["active", at(131)]);
  expect(stateAt(48, 999)).toEqual(["active", at(131)]);
  expect(stateAt(49)).toEqual(["ending", at(131)]);
});

test("what was not confirmed gone is still there, however long ago its deadline was", () => {
  const [found] = accessFromEvents(story.slice(0, 4), at(9e6));
  expect(found).toMatchObject({
    state: "ending",
    goneAt: null,
    gone: null,
    endReason: "returned",
    account: "lapse_ines",
    began,
  });
});

test("an end that no target confirmed is no proof of absence, at any instant after it", () => {
  const accepted = event("grantEnded", 80, { endReason: "unverified", endedAt: at(79) });
  const told = (seconds: number, ms = 0) => accessFromEvents([...story.slice(0, 4), accepted], at(seconds, ms))[0];
  const always = {
    goneAt: null,
    gone: null,
    unverifiedAt: at(79),
    unverified: accepted.position,
    endReason: "returned",
  };
  expect(told(78, 999)).toMatchObject({ ...always, state: "ending" });
  for (const seconds of [79, 80, 9e6]) expect(told(seconds)).toMatchObject({ ...always, state: "unverified" });
});

test("an end that was accepted unproved is proved from the instant at which its target was heard again, and not before", () => {
  const accepted = event("grantEnded", 80, { endReason: "unverified", endedAt: at(79) });
  const seen = event("endDisproved", 90, { endedAt: at(79), seenAt: at(89) });
  const proof = event("endProved", 101, { endedAt: at(79), provedAt: at(100) });
  const told = (seconds: number, ms = 0) =>
    accessFromEvents([...story.slice(0, 4), accepted, seen, proof], at(seconds, ms))[0];
  const proved = { goneAt: at(100), gone: proof.position, unverifiedAt: at(79), unverified: accepted.position };
  expect(told(78, 999)).toMatchObject({ ...proved, state: "ending" });
  for (const [seconds, ms] of [[79], [99, 999]] as const)
    expect(told(seconds, ms)).toMatchObject({ ...proved, state: "unverified" });
  for (const later of [100, 101, 9e6]) expect(told(later)).toBeUndefined();
});

test("a confirmation on record is what counts, before or after the end was accepted without one", () => {
  const confirmed = story[4]!;
  for (const seconds of [51, 90]) {
    const accepted = event("grantEnded", seconds, { endReason: "unverified", endedAt: at(seconds) });
    const ends = seconds < 53 ? [accepted, confirmed] : [confirmed, accepted];
    const told = (at_: Date) => accessFromEvents([...story.slice(0, 4), ...ends], at_)[0]?.state;
    expect(told(at(51, 500))).toBe(seconds < 53 ? "unverified" : "ending");
    for (const later of [52, 89, 90, 9e6]) expect(told(at(later))).toBeUndefined();
  }
});

test("a scheduled grant that never started held nothing", () => {
  const never = [event("grantScheduled", 1, { startsAt: at(20) }), event("grantEnded", 15, { endedAt: at(15) })];
  for (const seconds of [1, 14, 15, 20, 99]) expect(accessFromEvents(never, at(seconds))).toEqual([]);
});

test("records older than the written start begin when they were written", () => {
  const old = [event("grantActivating", 10, { removeBy: at(400) })];
  expect(accessFromEvents(old, at(9, 999))).toEqual([]);
  expect(accessFromEvents(old, at(10))).toHaveLength(1);
});
