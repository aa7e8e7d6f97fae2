import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { obligation } from "#core/domain/grant/grant-steps.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { GrantId, HoldingId } from "#core/domain/ids.ts";
import type { Request } from "#core/domain/request/request.ts";
import { insert, type Transition, transition } from "#core/domain/transition.ts";

interface NewGrant {
  readonly grantId: GrantId;
  readonly holdingId: HoldingId;
  /** The login at the target that will carry it. */
  readonly account: string;
  readonly request: Pick<Request, "id" | "holderId" | "startsAt">;
  readonly item: CatalogueItem;
  readonly durationSeconds: number;
  readonly now: Date;
}

/** A grant with an account of its own, and the holding that the reconciler will make true. Starts now, or waits for its start. */
export const openGrant = (given: NewGrant): Transition => {
  const grant = newGrant(given);
  const { id: grantId, requestId, holderId: personId, entitlementId, targetId, durationSeconds } = grant;
  const { startsAt, removeBy, expiresAt, scheduledFor } = grant;
  return transition({
    writes: [insert("Grant", grant), insert("Holding", newHolding(given, grant))],
    events: [
      {
        kind: grant.status === "scheduled" ? "grantScheduled" : "grantActivating",
        ...{ grantId, requestId, personId, entitlementId, targetId },
        data: { account: given.account, durationSeconds, startsAt, removeBy, expiresAt, scheduledFor },
      },
    ],
  });
};

const newGrant = ({ grantId, holdingId, request, item, durationSeconds, now }: NewGrant): Grant => {
  const scheduled = request.startsAt !== null && request.startsAt > now;
  const dates = scheduled
    ? { startsAt: request.startsAt, activateBy: null, removeBy: null, expiresAt: null }
    : obligation(now, durationSeconds, request.startsAt);
  return {
    id: grantId,
    version: 1,
    status: scheduled ? "scheduled" : "activating",
    requestId: request.id,
    holdingId,
    holderId: request.holderId,
    entitlementId: item.entitlement.id,
    targetId: item.target.id,
    durationSeconds,
    scheduledFor: request.startsAt,
    ...dates,
    readyAt: null,
    endReason: null,
    endingAt: null,
    endedAt: null,
    credentialRevealedAt: null,
    createdAt: now,
  };
};

const newHolding = ({ holdingId: id, account, now }: NewGrant, grant: Grant): Holding => ({
  id,
  version: 1,
  targetId: grant.targetId,
  entitlementId: grant.entitlementId,
  holderId: grant.holderId,
  account,
  state: "absent",
  standing: false,
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
