import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";
import { isUnverifiedEnd } from "#core/domain/audit/is-unverified-end.ts";
import type { GrantStatus } from "#core/domain/grant/grant.ts";
import type { EntitlementId, GrantId, PersonId, RequestId, TargetId } from "#core/domain/ids.ts";

/** The events from which a grant's life can be told. */
export const accessEventKinds = [
  "grantScheduled",
  "grantActivating",
  "grantActivated",
  "grantExtended",
  "grantEnding",
  "grantEnded",
  "endProved",
] as const satisfies readonly EventKind[];

/** One grant whose access may have existed at an instant, as the record tells it. */
export interface PastAccess {
  readonly grantId: GrantId;
  readonly requestId: RequestId | null;
  readonly holderId: PersonId;
  readonly entitlementId: EntitlementId;
  readonly targetId: TargetId;
  /** The login at the target, where the record names it. */
  readonly account: string | null;
  /** How it stood at that instant; `unverified`: it was over by then, and whether it was gone already nobody can tell. */
  readonly state: Extract<GrantStatus, "activating" | "active" | "ending"> | "unverified";
  /** When the obligation was committed: before it nothing can have existed. */
  readonly from: Date;
  readonly readyAt: Date | null;
  /** The deadline as it was known at that instant. */
  readonly until: Date | null;
  /** When the target confirmed that it was gone; null while it has not. */
  readonly goneAt: Date | null;
  /** When it was taken for over without that, because its target was given up; `goneAt` is then when it was heard again. */
  readonly unverifiedAt: Date | null;
  readonly endReason: string | null;
  /** The events that prove both ends. */
  readonly began: string;
  readonly gone: string | null;
  /** The event that says that the end was accepted unproved. */
  readonly unverified: string | null;
}

/**
 * What the record says existed at `at`: from the committed obligation until the target's confirmation, whatever the deadline
 * said in between. An end that is `unverified` is none: what ended so may have stayed, and is told of until the record has a
 * confirmation, before or after it. `events` are all those of `accessEventKinds` about the grants in question, in the record's order.
 * Needs no table but the record, so it can be checked from an export alone.
 */
export const accessFromEvents = (events: readonly AuditEvent[], at: Date): readonly PastAccess[] => {
  const byGrant = new Map<GrantId, AuditEvent[]>();
  for (const event of events) {
    if (event.grantId === undefined) continue;
    const known = byGrant.get(event.grantId);
    if (known) known.push(event);
    else byGrant.set(event.grantId, [event]);
  }
  return [...byGrant.values()].flatMap((story) => accessAt(story, at) ?? []);
};

const accessAt = (story: readonly AuditEvent[], at: Date): PastAccess | null => {
  const obligation = story.find(({ kind }) => kind === "grantActivating");
  if (!obligation) return null;
  const { grantId, personId, entitlementId, targetId } = obligation;
  if (!grantId || !personId || !entitlementId || !targetId) return null;
  const from = instantIn(obligation, "startsAt") ?? obligation.at;
  const ends = story.filter(({ kind }) => kind === "grantEnded");
  const [goneAt, gone] = endIn(
    ends.find((end) => !isUnverifiedEnd(end)),
    story.find(({ kind }) => kind === "endProved"),
  );
  const [unverifiedAt, unverified] = endIn(ends.find(isUnverifiedEnd));
  if (from > at || (goneAt !== null && goneAt <= at)) return null;
  const ready = story.find(({ kind }) => kind === "grantActivated");
  const readyAt = ready ? (instantIn(ready, "readyAt") ?? ready.at) : null;
  return {
    ...{ grantId, entitlementId, targetId, from, readyAt, goneAt, unverifiedAt },
    holderId: personId,
    requestId: obligation.requestId ?? null,
    account: firstText(story, "account"),
    state: unverifiedAt !== null && unverifiedAt <= at ? "unverified" : stateAt(story, readyAt, at),
    until: deadlineAt(story, obligation, at),
    endReason: firstText(story, "endReason"),
    ...{ began: obligation.position, gone, unverified },
  };
};

/** When an end was, or was proved after all, and where the record says so. */
const endIn = (end?: AuditEvent, proof?: AuditEvent): readonly [Date, string] | readonly [null, null] => {
  if (end) return [instantIn(end, "endedAt") ?? end.at, end.position];
  return proof ? [instantIn(proof, "provedAt") ?? proof.at, proof.position] : [null, null];
};

const stateAt = (story: readonly AuditEvent[], readyAt: Date | null, at: Date): PastAccess["state"] => {
  const ending = story.find(({ kind }) => kind === "grantEnding");
  if (ending && (instantIn(ending, "endingAt") ?? ending.at) <= at) return "ending";
  return readyAt !== null && readyAt <= at ? "active" : "activating";
};

/** The deadline told last by then: of the last extension, of the activation, else that of the obligation. */
const deadlineAt = (story: readonly AuditEvent[], obligation: AuditEvent, at: Date): Date | null => {
  const told = story.filter((event) => event.at <= at).map((event) => instantIn(event, "expiresAt"));
  return told.findLast((deadline) => deadline !== null) ?? instantIn(obligation, "removeBy");
};

const instantIn = ({ data }: AuditEvent, key: string): Date | null => {
  const value = data[key];
  if (typeof value !== "string") return null;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : instant;
};

const firstText = (story: readonly AuditEvent[], key: string): string | null => {
  const found = story.map(({ data }) => data[key]).find((value) => typeof value === "string");
  return found ?? null;
};
