import { canBecome, type EndReason, type Grant, isUnproved } from "#core/domain/grant/grant.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";
import type { AuditEntry, EventKind } from "#core/domain/audit/event.ts";

/** How long an activation may take before the grant ends as never activated. */
export const activationLimitMs = 5 * 60_000;

const plus = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** Thrown when code asks for a step that the lifecycle does not have: a fault of ours, never of a caller's. */
export class ImpossibleStep extends Error {}

const step = (
  grant: Grant,
  status: Grant["status"],
  kind: EventKind,
  changes: Partial<Grant>,
  window: Transition["window"] = {},
): Transition => {
  if (!canBecome(grant.status, status)) throw new ImpossibleStep(`${grant.id}: ${grant.status} → ${status}`);
  const data = { from: grant.status, to: status, ...asJson(changes) };
  return transition({
    writes: [update("Grant", grant, { ...changes, status })],
    window,
    events: [aboutGrant(grant, kind, data)],
  });
};

const aboutGrant = (grant: Grant, kind: EventKind, data: Record<string, unknown>): AuditEntry => {
  const { id: grantId, requestId, entitlementId, targetId, holderId: personId } = grant;
  return { kind, grantId, requestId, entitlementId, targetId, personId, data };
};

const asJson = (changes: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(changes)) as Record<string, unknown>;

/** Where a start was asked for by name, the end is fixed with it, however late the access was ready (rule 1). */
const endOf = (scheduledFor: Date, durationSeconds: number): Date => plus(scheduledFor, durationSeconds * 1000);

/** From when until when, as far as it is known: while it is scheduled, as it was asked for. */
export const spanOf = (grant: Grant): Pick<Grant, "startsAt" | "expiresAt"> => {
  const { status, scheduledFor, durationSeconds, startsAt, expiresAt } = grant;
  return status === "scheduled" && scheduledFor
    ? { startsAt: scheduledFor, expiresAt: endOf(scheduledFor, durationSeconds) }
    : { startsAt, expiresAt };
};

/** Commits the obligation: from here on a row names the access and the instant by which it must be gone (promise 1). */
export const obligation = (
  now: Date,
  durationSeconds: number,
  scheduledFor: Date | null,
): Pick<Grant, "startsAt" | "activateBy" | "removeBy" | "expiresAt"> => {
  const fixedEnd = scheduledFor && endOf(scheduledFor, durationSeconds);
  return {
    startsAt: now,
    activateBy: plus(now, activationLimitMs),
    removeBy: fixedEnd ?? plus(now, activationLimitMs + durationSeconds * 1000),
    expiresAt: fixedEnd,
  };
};

/** A scheduled grant whose holder is still eligible. */
export const startGrant = (grant: Grant, now: Date): Transition =>
  step(grant, "activating", "grantActivating", obligation(now, grant.durationSeconds, grant.scheduledFor));

/** The target was read back and has the access: only now does the holder's time run (rule 1). */
export const activateGrant = (grant: Grant, readyAt: Date): Transition => {
  const expiresAt = grant.expiresAt ?? plus(readyAt, grant.durationSeconds * 1000);
  const inTime = grant.activateBy ?? undefined;
  return step(grant, "active", "grantActivated", { readyAt, expiresAt }, { before: inTime });
};

/** Moves the deadline of an active grant, as long as that deadline has not come (rule 9). */
export const extendGrant = (grant: Grant, seconds: number): Transition => {
  if (!grant.expiresAt) throw new ImpossibleStep(`${grant.id}: nothing to extend`);
  const expiresAt = plus(grant.expiresAt, seconds * 1000);
  return step(
    grant,
    "active",
    "grantExtended",
    { expiresAt, durationSeconds: grant.durationSeconds + seconds },
    { before: grant.expiresAt },
  );
};

/** The grant no longer says that the access should be there. It is `ended` once the target confirms. */
export const endGrant = (grant: Grant, endReason: EndReason, now: Date): Transition =>
  grant.status === "scheduled"
    ? step(grant, "ended", "grantEnded", { endReason, endingAt: now, endedAt: now })
    : step(grant, "ending", "grantEnding", { endReason, endingAt: now });

/**
 * The target can no longer be asked, and two administrators have accepted that nobody knows: over, and counted as not proved
 * unless the target is heard again (`proveEnd`).
 */
export const endUnverified = (grant: Grant, endedAt: Date): Transition =>
  step(grant, "ended", "grantEnded", { endReason: "unverified", endedAt });

/** The target was read back and no longer has the access (promise 5). */
export const confirmEnded = (grant: Grant, endedAt: Date): Transition =>
  step(grant, "ended", "grantEnded", { endedAt });

/**
 * The same of an end that was accepted unproved: from this instant on it is proved. It stays ended as it was, and the time
 * between is told as what it is, one of which nobody knows.
 */
export const proveEnd = (grant: Grant, provedAt: Date): Transition => {
  if (!isUnproved(grant)) throw new ImpossibleStep(`${grant.id}: its end needs no proof`);
  const { endedAt } = grant;
  return transition({
    writes: [update("Grant", grant, { provedAt })],
    events: [aboutGrant(grant, "endProved", asJson({ endedAt, provedAt }))],
  });
};

/** The target answers again, and shows that the access has outlived its accepted end. */
export const disproveEnd = (grant: Grant, seenAt: Date): Transition =>
  transition({ events: [aboutGrant(grant, "endDisproved", asJson({ endedAt: grant.endedAt, seenAt }))] });

/** Over, and the access stays: it had stood there before the grant. */
export const leftStanding = (grant: Grant, account: string): Transition =>
  transition({ events: [aboutGrant(grant, "standingAccessLeft", { account })] });
