import { createIds } from "#adapters/crypto/ids.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";
import type { Group, Person } from "#core/domain/directory/person.ts";
import type { Entitlement, Resource, Target } from "#core/domain/catalogue/entitlement.ts";

/** Plausible rows for tests of this folder and for benchmarks: what a test does not care about. */
export const ids = createIds();
const someInstant = new Date("2026-03-01T12:00:00.123Z");

export const samplePerson = (changes: Partial<Person> = {}): Person => {
  const id = ids.newId("per");
  const known = {
    email: `${id}@example.test`,
    name: "Ines Duarte",
    timezone: "Europe/Lisbon",
    source: "local" as const,
  };
  const none = { roles: [], attributes: {}, onCall: false, managerId: null, disabledAt: null };
  return { id, version: 1, ...known, ...none, createdAt: someInstant, ...changes };
};

export const sampleGroup = (changes: Partial<Group> = {}): Group => {
  const id = ids.newId("grp");
  return { id, version: 1, name: id, source: "local", personIds: [], groupIds: [], createdAt: someInstant, ...changes };
};

export const sampleTarget = (changes: Partial<Target> = {}): Target => {
  const id = ids.newId("tgt");
  const empty = { kind: "postgresql", description: "", settings: {}, sealedSecret: "sealed" };
  const mode = { driftMode: "report" as const, retiringAt: null, retiredAt: null };
  return { id, version: 1, name: id, ...empty, ...mode, createdAt: someInstant, ...changes };
};

export const sampleResource = (changes: Partial<Resource> = {}): Resource => {
  const id = ids.newId("res");
  const none = { description: "", tags: {}, ownerGroupId: null, retiringAt: null, retiredAt: null };
  return { id, version: 1, targetId: ids.newId("tgt"), name: id, ...none, createdAt: someInstant, ...changes };
};

export const sampleEntitlement = (changes: Partial<Entitlement> = {}): Entitlement => {
  const id = ids.newId("ent");
  const about = {
    action: "read",
    name: "read orders-db",
    description: "",
    mapping: {},
    sensitive: false,
    retiringAt: null,
    retiredAt: null,
  };
  const of = { resourceId: ids.newId("res"), targetId: ids.newId("tgt") };
  return { id, version: 1, ...of, ...about, createdAt: someInstant, ...changes };
};

export const sampleRequest = (changes: Partial<Request> = {}): Request => {
  const requesterId = changes.requesterId ?? ids.newId("per");
  return {
    id: ids.newId("req"),
    version: 1,
    status: "pending",
    requesterId,
    holderId: requesterId,
    entitlementIds: [ids.newId("ent")],
    durationSeconds: 3600,
    justification: "look into a failed payment",
    ticket: null,
    startsAt: null,
    extendsGrantId: null,
    policyNumber: 1,
    digest: "0".repeat(64),
    decision: { outcome: "needs-approval" } as Request["decision"],
    facts: { items: [], directory: { members: {}, people: {}, managers: {}, onCall: {} } },
    subject: "1".repeat(64),
    approverIds: [],
    lateApprovers: {},
    escalatesAt: null,
    escalatedAt: null,
    routedAt: someInstant,
    createdAt: someInstant,
    lapsesAt: new Date("2099-01-01T00:00:00Z"),
    decidedAt: null,
    unreachableAt: null,
    ...changes,
  };
};

export const sampleVote = (changes: Partial<Vote> = {}): Vote => {
  const of = { requestId: ids.newId("req"), voterId: ids.newId("per"), stage: 0, vote: "approve" as const };
  const bound = { digest: "0".repeat(64), subject: "1".repeat(64), forId: null, confirmed: true };
  const rest = { comment: null, durationSeconds: null, ...bound, createdAt: someInstant };
  return { id: ids.newId("vot"), version: 1, ...of, ...rest, ...changes };
};

const noInstants = {
  scheduledFor: null,
  startsAt: null,
  activateBy: null,
  removeBy: null,
  readyAt: null,
  expiresAt: null,
};
const notEnded = { endReason: null, endingAt: null, endedAt: null, provedAt: null, credentialRevealedAt: null };

export const sampleGrant = (changes: Partial<Grant> = {}): Grant => ({
  id: ids.newId("grt"),
  version: 1,
  status: "scheduled",
  requestId: ids.newId("req"),
  holdingId: ids.newId("hld"),
  holderId: ids.newId("per"),
  entitlementId: ids.newId("ent"),
  targetId: ids.newId("tgt"),
  durationSeconds: 3600,
  ...noInstants,
  ...notEnded,
  requestedAt: someInstant,
  createdAt: someInstant,
  ...changes,
});

export const sampleHolding = (changes: Partial<Holding> = {}): Holding => {
  const id = ids.newId("hld");
  const of = { targetId: ids.newId("tgt"), entitlementId: ids.newId("ent"), holderId: ids.newId("per"), account: id };
  const named = { accountId: null, listedAs: null };
  const idle = { state: "absent" as const, standing: null, until: null, dueAt: null, leaseUntil: null };
  const untried = { fence: 0, unsettledAt: null, attempts: 0, lastError: null };
  return { id, version: 1, ...of, ...named, ...idle, ...untried, observedAt: null, quarantined: [], ...changes };
};
