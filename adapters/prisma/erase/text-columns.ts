import type { Prisma } from "../generated/client.ts";

/** Whose data it can be, and what becomes of it. */
export type Told =
  /** A person's: their words, what they are called, how they are reached; with the step that erases it. */
  | { readonly personal: "identity" | "rows" | "inputs" | "values" | "last" }
  /** Nobody's, or kept; with the reason. */
  | { readonly keptBecause: string };

type Scalars = { [M in Prisma.ModelName]: Prisma.TypeMap["model"][M]["payload"]["scalars"] };
type TextColumns<Row> = {
  readonly [K in keyof Row as NonNullable<Row[K]> extends number | bigint | boolean | Date ? never : K]: Told;
};

/** By `take-identity.ts`. */
const identity = { personal: "identity" } as const;
/** By `forget-rows.ts`. */
const rows = { personal: "rows" } as const;
/** By `forget-rows.ts` where it is the person's own; in other people's by `forgetInputs` in `erase-kept.ts`. */
const inputs = { personal: "inputs" } as const;
/** By the erasing role. */
const values = { personal: "values" } as const;
/** Once all the rest was found by it. */
const last = { personal: "last" } as const;

const kept = (keptBecause: string) => ({ keptBecause });
const id = kept("an id of the portal's own: random, and of nobody once the person is nobody");
const word = kept("one of few words that are the portal's own");
const random = kept("random, or a digest of what is");
const setUp = kept("what administrators wrote about a target, a group or a rule in a reviewed change");
const service = kept("what a service said of itself as a whole; replaced when it is asked again");
const policy = kept(
  "the text of policy, and what it named: it decided, so it is evidence, and a new version names others",
);
const log = kept("the log has ids and personal values as salted commitments alone");

/**
 * Every column of the database that can hold text, with what becomes of it when a person is erased. A column that is missing
 * here does not compile, and `text-columns.db.test.ts` compares the list with the database itself.
 */
export const textColumns = {
  Portal: { id: word, restoreAcknowledgedById: id },
  FactEpoch: { id: word },
  Person: {
    ...{ id, email: identity, name: identity, timezone: identity, roles: identity, attributes: identity },
    ...{ managerId: identity, source: word },
  },
  LocalAccount: { id, passwordHash: identity },
  Session: {
    ...{ id, personId: id, method: word, providerSubject: rows, address: rows, userAgent: rows, verifiedBy: word },
    endReason: word,
  },
  ApiToken: { id, personId: id, name: rows, hash: random, scopes: word },
  Passkey: {
    ...{ id, personId: id, name: rows, credentialId: random, transports: word },
    publicKey: kept("a confirmation on record can be checked with it; it names nobody"),
  },
  RecoveryCode: { id, personId: id, hash: random },
  StepUp: {
    ...{ id, personId: id, sessionId: id, purpose: word, nonce: random, provedBy: id, assertion: random },
    ...{ decisions: kept("ids and digests"), spent: random },
  },
  Group: { id, name: setUp, source: word, personIds: identity, groupIds: id },
  Delegation: { id, personId: id, delegateId: id, requestId: id, note: rows },
  Schedule: { id, name: setUp, kind: word, settings: kept("where a feed is; whose turn it is, by ids") },
  ScheduleReading: { id, shifts: rows, error: service },
  Target: {
    ...{ id, name: setUp, kind: word, description: setUp, settings: setUp, driftMode: word },
    sealedSecret: kept("sealed, and the target's own"),
  },
  Account: { id, targetId: id, personId: id, account: rows, source: word },
  TargetHealth: { targetId: id, error: service },
  Resource: { id, targetId: id, name: setUp, description: setUp, tags: setUp, ownerGroupId: id },
  Entitlement: {
    ...{ id, resourceId: id, targetId: id, action: setUp, name: setUp, description: setUp, mapping: setUp },
  },
  Bundle: { id, name: setUp, description: setUp, entitlementIds: id },
  Policy: { document: policy, digest: random, authorId: id, approvedById: id },
  Change: {
    ...{ id, kind: word, status: word, summary: rows, authorId: id, decidedById: id, reason: rows },
    payload: rows,
  },
  Request: {
    ...{ id, status: word, requesterId: id, holderId: id, entitlementIds: id, justification: rows, ticket: rows },
    ...{ extendsGrantId: id, digest: random, decision: policy, facts: inputs, approverIds: id, subject: random },
    lateApprovers: kept("ids and instants"),
  },
  Vote: {
    ...{ id, requestId: id, voterId: id, vote: word, comment: rows, digest: random, forId: id, subject: random },
  },
  BreakGlassReview: {
    ...{ id, requestId: id, requesterId: id, holderId: id, reviewerIds: id, closedById: id, outcome: word },
    comment: rows,
  },
  Grant: {
    ...{ id, status: word, requestId: id, holdingId: id, holderId: id, entitlementId: id, targetId: id },
    endReason: word,
  },
  Holding: {
    ...{ id, targetId: id, entitlementId: id, holderId: id, account: rows, state: word, lastError: rows },
    ...{ accountId: rows, listedAs: rows, quarantined: rows },
  },
  Operation: { id, holdingId: id, targetId: id, kind: word, outcome: word, error: rows },
  Review: { id, name: setUp, covers: word, targetIds: id, by: word, onSilence: word, status: word, createdById: id },
  ReviewItem: {
    ...{ id, reviewId: id, grantId: id, findingId: id, holderId: id, account: rows, entitlementId: id, targetId: id },
    ...{ reviewerIds: id, outcome: word, reason: rows, decidedById: id },
  },
  AuditEvent: {
    ...{
      kind: word,
      actorId: id,
      via: word,
      personId: id,
      requestId: id,
      grantId: id,
      entitlementId: id,
      targetId: id,
    },
    ...{ correlationId: random, data: log, commitments: log },
  },
  AuditPersonal: { field: kept("a place in an event"), value: values, salt: values },
  Erasure: {
    id,
    personId: id,
    changeId: id,
    because: word,
    status: word,
    identity: last,
    searchedTo: id,
    requestsTo: id,
  },
  Retention: { id: word },
  RetentionSweep: { id: word, sweptTo: id },
  LogLeaf: { entry: log },
  LogTile: { bytes: log, root: log },
  LogCheckpoint: { note: log },
  LogCosignature: { witness: log, line: log },
  LogState: { id: word, waitFor: random, trouble: word },
  EventForwarding: { id: word, error: service },
  IdempotencyKey: { personId: id, key: rows, fingerprint: rows, body: rows },
  RateLimit: { key: rows },
  SetupLink: { id: random },
  RecoveryLink: { id, hash: random },
  Favourite: { personId: id, entitlementId: id },
  SavedSearch: { personId: id, name: rows, view: word, query: rows },
  Alarm: { id, kind: word, openKey: rows, targetId: id, personId: id, detail: rows, acknowledgedById: id },
  StandingAccess: {
    ...{ id, targetId: id, entitlementId: id, account: rows, accountId: rows, holdingId: id, error: rows },
    openKey: kept("names a login only while it stands, or nobody could remove it"),
  },
  KnownAccess: { id, targetId: id, entitlementId: id, account: rows, reason: rows },
  TargetScan: { targetId: id, error: service },
  HoldingUse: { id, targetId: id },
  TriedAccount: { id, targetId: id, account: rows, grantId: id, holderId: id, address: rows },
  TargetWatch: { id, position: service, unable: service, error: service },
  Heartbeat: { id: word, detail: word },
  Outbox: {},
  Notice: {
    ...{ id, kind: word, requestId: id, grantId: id, targetId: id, changeId: id, personId: id, actorId: id },
    data: kept("names of campaigns and kinds, never a reason; a notice goes after 90 days"),
  },
  Delivery: { id, noticeId: id, channel: word, recipient: id, requestId: id, status: word, error: rows, receipt: rows },
  NoticePreference: { id, silenced: rows },
  InboundCall: { id: random },
} as const satisfies { readonly [M in Prisma.ModelName]: TextColumns<Scalars[M]> };
