import { expect, test } from "vitest";
import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";
import { grantLife, revocationOf } from "#core/domain/evidence/grant-life.ts";
import { aGrant, at } from "#core/testing/grants.ts";

const { id: grantId, requestId, holderId: personId, entitlementId, targetId } = aGrant();
const event = (kind: EventKind, seconds: number, data: Record<string, Date | string>): AuditEvent => ({
  ...{ kind, grantId, requestId, personId, entitlementId, targetId },
  ...{ position: String(seconds), at: at(seconds), actorId: null, via: "ticker", correlationId: "test" },
  data: JSON.parse(JSON.stringify(data)) as AuditEvent["data"],
});
const lifeOf = (...events: readonly AuditEvent[]) => grantLife(events.map((each, index) => ({ index, event: each })));

const begun = [
  event("grantActivating", 10, { startsAt: at(9), removeBy: at(400) }),
  event("grantActivated", 12, { readyAt: at(11), expiresAt: at(71) }),
  event("grantEnding", 71, { endReason: "expired", endingAt: at(71) }),
];
const text = (seconds: number): string => at(seconds).toISOString();

test("a confirmed end says when the target had it no more, and how long that took", () => {
  const life = lifeOf(...begun, event("grantEnded", 73, { endedAt: at(73) }));
  expect(life).toMatchObject({ endReason: "expired", goneAt: text(73), lagMs: 2_000 });
  expect(revocationOf(life)).not.toHaveProperty("unverifiedAt");
});

test("an end that no target confirmed is never told as gone, and took no time", () => {
  const life = lifeOf(...begun, event("grantEnded", 900, { endReason: "unverified", endedAt: at(900) }));
  const unproved = { endReason: "unverified", goneAt: null, lagMs: null, unverifiedAt: text(900) };
  expect([life, revocationOf(life)]).toMatchObject([unproved, unproved]);
});

test("an end that was accepted unproved is told as gone since its target showed it, and not before", () => {
  const accepted = event("grantEnded", 900, { endReason: "unverified", endedAt: at(900) });
  const seen = event("endDisproved", 1000, { endedAt: at(900), seenAt: at(1000) });
  const unproved = { endReason: "unverified", goneAt: null, lagMs: null, unverifiedAt: text(900) };
  expect(lifeOf(...begun, accepted, seen)).toMatchObject(unproved);
  const life = lifeOf(...begun, accepted, seen, event("endProved", 1071, { endedAt: at(900), provedAt: at(1071) }));
  const proved = { ...unproved, goneAt: text(1071), lagMs: 1_000_000 };
  expect([life, { ...revocationOf(life), leaf: null }]).toMatchObject([proved, { ...proved, leaf: null }]);
});
