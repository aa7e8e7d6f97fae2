import type { AuditEvent } from "#core/domain/audit/event.ts";
import { isUnverifiedEnd } from "#core/domain/audit/is-unverified-end.ts";

interface LoggedEvent {
  readonly index: number;
  readonly event: AuditEvent;
}

/** A grant from its obligation to its end, confirmed or not, as events tell it. Instants are ISO 8601 texts. */
export interface GrantLife {
  readonly grantId: string;
  readonly requestId: string | null;
  readonly holderId: string | null;
  readonly entitlementId: string | null;
  readonly targetId: string | null;
  readonly account: string | null;
  /** When the obligation to remove it was committed; null where it never began. */
  readonly obligedAt: string | null;
  readonly readyAt: string | null;
  /** The last deadline it had. */
  readonly expiresAt: string | null;
  readonly endingAt: string | null;
  readonly endReason: string | null;
  /** When the target was read back and no longer had it. */
  readonly goneAt: string | null;
  /** From the deadline, or the decision to end, until it was gone. */
  readonly lagMs: number | null;
  /** Only of an end that was accepted unproved: when that was. It proves no absence; `goneAt`, where there is one, does. */
  readonly unverifiedAt?: string;
  /** Where in the log this is said. */
  readonly leaves: readonly number[];
}

/** `story`: all that the log says of one grant, in its order. */
export const grantLife = (story: readonly LoggedEvent[]): GrantLife => {
  const events = story.map(({ event }) => event);
  const about = <K extends "grantId" | "requestId" | "personId" | "entitlementId" | "targetId">(key: K) =>
    events.map((event) => event[key]).find((id) => id !== undefined) ?? null;
  const obligation = events.find(({ kind }) => kind === "grantActivating");
  const expiresAt = lastText(events, "expiresAt");
  const endingAt = lastText(events, "endingAt");
  const endReason = lastText(events, "endReason");
  const readyAt = lastText(events, "readyAt");
  const ends = events.filter(({ kind }) => kind === "grantEnded");
  const confirmed = ends.filter((end) => !isUnverifiedEnd(end));
  const goneAt = lastText(confirmed, "endedAt") ?? lastText(events, "provedAt");
  const unverifiedAt = lastText(ends.filter(isUnverifiedEnd), "endedAt");
  const due = endReason === "expired" ? expiresAt : endingAt;
  return {
    grantId: about("grantId") ?? "",
    ...{ requestId: about("requestId"), holderId: about("personId") },
    ...{ entitlementId: about("entitlementId"), targetId: about("targetId"), account: lastText(events, "account") },
    obligedAt: obligation ? (textIn(obligation, "startsAt") ?? obligation.at.toISOString()) : null,
    ...{ readyAt, expiresAt, endingAt, endReason, goneAt },
    lagMs: goneAt && due && readyAt ? Math.max(0, Date.parse(goneAt) - Date.parse(due)) : null,
    ...(unverifiedAt === null ? {} : { unverifiedAt }),
    leaves: story.map(({ index }) => index),
  };
};

/** How a grant ended, with the leaf that says so. */
export const revocationOf = ({ leaves, ...life }: GrantLife) => {
  const { grantId, holderId, entitlementId, targetId } = life;
  const { expiresAt, endingAt, endReason, goneAt, lagMs } = life;
  const about = { grantId, holderId, entitlementId, targetId };
  const unverified = life.unverifiedAt === undefined ? {} : { unverifiedAt: life.unverifiedAt };
  return { ...about, expiresAt, endingAt, endReason, goneAt, lagMs, ...unverified, leaf: leaves.at(-1) ?? null };
};

const textIn = ({ data }: AuditEvent, key: string): string | null => {
  const value = data[key];
  return typeof value === "string" ? value : null;
};

const lastText = (events: readonly AuditEvent[], key: string): string | null =>
  events.map((event) => textIn(event, key)).findLast((value) => value !== null) ?? null;
