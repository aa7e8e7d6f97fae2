import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { update, type Write } from "#core/domain/transition.ts";

interface NewHolding {
  readonly holdingId: HoldingId;
  readonly account: string;
  /** Whether the account is the person's own, where access may have been before. An account made for a grant has none. */
  readonly shared: boolean;
}

export const newHolding = ({ holdingId: id, account, shared }: NewHolding, grant: Grant, now: Date): Holding => ({
  id,
  version: 1,
  targetId: grant.targetId,
  entitlementId: grant.entitlementId,
  holderId: grant.holderId,
  account,
  accountId: null,
  listedAs: null,
  state: "absent",
  standing: shared ? null : false,
  until: null,
  dueAt: grant.status === "scheduled" ? grant.scheduledFor : now,
  leaseUntil: null,
  fence: 0,
  unsettledAt: null,
  attempts: 0,
  lastError: null,
  observedAt: null,
  quarantined: [],
});

/**
 * One more grant for a holding that is there already. The write is guarded by the holding's version, so whoever is just
 * removing the access for the last of the others cannot commit that it is gone for good: it must look again, and puts it back.
 */
export const joinHolding = (holding: Holding, grant: Grant, others: readonly Grant[]): Write => {
  const due = grant.status === "scheduled" ? grant.scheduledFor : grant.startsAt;
  const dueAt = holding.dueAt && due && holding.dueAt < due ? holding.dueAt : due;
  const begins = grant.status === "activating" && !others.some(isInHand) && !isOwedRemoval(holding);
  return update("Holding", holding, { dueAt, ...(begins ? lookAgain : {}) });
};

/** Nothing of ours is there, so what is there was there before: the reconciler must look before it gives anything. */
export const lookAgain = { standing: null } as const;

/** What is there shall go, as a comparison or a review has said: the next grant only puts that off to its own end. */
export const isOwedRemoval = ({ state, standing }: Pick<Holding, "state" | "standing">): boolean =>
  state === "present" && standing === false;

/** Grants whose access may be at the target, or whose making or removal may be under way. */
export const isInHand = ({ status }: Pick<Grant, "status">): boolean => inHand.some((each) => each === status);
export const inHand = ["activating", "active", "ending"] as const;
