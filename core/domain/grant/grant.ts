import type { EntitlementId, GrantId, HoldingId, PersonId, RequestId, TargetId } from "#core/domain/ids.ts";

export const grantStatuses = ["scheduled", "activating", "active", "ending", "ended"] as const;
export type GrantStatus = (typeof grantStatuses)[number];

export type EndReason =
  | "cancelled"
  | "ineligible"
  | "target-unavailable"
  | "expired"
  | "returned"
  | "revoked"
  | "person-disabled"
  | "removed-by-hand"
  | "never-activated"
  | "restored"
  | "unverified";

/** An approved right of one person to one entitlement, from `startsAt` to `expiresAt`. */
export interface Grant {
  readonly id: GrantId;
  readonly version: number;
  readonly status: GrantStatus;
  readonly requestId: RequestId;
  readonly holdingId: HoldingId;
  readonly holderId: PersonId;
  readonly entitlementId: EntitlementId;
  readonly targetId: TargetId;
  readonly durationSeconds: number;
  /** A start that was asked for by name; its end is then fixed too. */
  readonly scheduledFor: Date | null;
  readonly startsAt: Date | null;
  readonly activateBy: Date | null;
  /** The first deadline told to the target: committed before any call that could create access. */
  readonly removeBy: Date | null;
  readonly readyAt: Date | null;
  readonly expiresAt: Date | null;
  readonly endReason: EndReason | null;
  readonly endingAt: Date | null;
  readonly endedAt: Date | null;
  /** Of an end that was accepted unproved: when the target was read back after all, and no longer had it. Else null. */
  readonly provedAt: Date | null;
  readonly credentialRevealedAt: Date | null;
  /** When its request was made: what is asked about waits is answered by grants alone. */
  readonly requestedAt: Date;
  readonly createdAt: Date;
}

/** Live grants are those that say the access should be there. */
export const isLive = (grant: Pick<Grant, "status">): boolean =>
  grant.status === "activating" || grant.status === "active";

/** Ended because two administrators accepted that its target would never say, and it has not said so since. */
export const isUnproved = (grant: Pick<Grant, "endReason" | "provedAt">): boolean =>
  grant.endReason === "unverified" && grant.provedAt === null;

const next: Readonly<Record<GrantStatus, readonly GrantStatus[]>> = {
  scheduled: ["activating", "ended"],
  activating: ["active", "ending"],
  active: ["active", "ending"],
  ending: ["ended"],
  ended: [],
};

/** Whether the lifecycle allows this step; `active → active` is an extension. */
export const canBecome = (from: GrantStatus, to: GrantStatus): boolean => next[from].includes(to);
