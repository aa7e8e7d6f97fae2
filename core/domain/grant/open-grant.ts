import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import { obligation } from "#core/domain/grant/grant-steps.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import { joinHolding, newHolding } from "#core/domain/holding/join-holding.ts";
import type { GrantId, HoldingId } from "#core/domain/ids.ts";
import type { Request } from "#core/domain/request/request.ts";
import { insert, type Transition, transition } from "#core/domain/transition.ts";

/** Where a grant's access will be: in a holding of its own, or in the one that its account has on the entitlement already. */
export type HoldingPlace =
  | { readonly holdingId: HoldingId; readonly account: string; readonly shared: boolean }
  | { readonly holding: Holding; readonly others: readonly Grant[] };

interface NewGrant {
  readonly grantId: GrantId;
  readonly place: HoldingPlace;
  readonly request: Pick<Request, "id" | "holderId" | "startsAt" | "createdAt">;
  readonly item: CatalogueItem;
  readonly durationSeconds: number;
  readonly now: Date;
}

/** A grant, and the holding that the reconciler will make true. Starts now, or waits for its start. */
export const openGrant = (given: NewGrant): Transition => {
  const { place, now } = given;
  const grant = newGrant(given);
  const { id: grantId, requestId, holderId: personId, entitlementId, targetId, durationSeconds } = grant;
  const { startsAt, removeBy, expiresAt, scheduledFor } = grant;
  const account = "holding" in place ? place.holding.account : place.account;
  const held =
    "holding" in place
      ? joinHolding(place.holding, grant, place.others)
      : insert("Holding", newHolding(place, grant, now));
  return transition({
    writes: [insert("Grant", grant), held],
    events: [
      {
        kind: grant.status === "scheduled" ? "grantScheduled" : "grantActivating",
        ...{ grantId, requestId, personId, entitlementId, targetId },
        data: { account, durationSeconds, startsAt, removeBy, expiresAt, scheduledFor },
      },
    ],
  });
};

const newGrant = ({ grantId, place, request, item, durationSeconds, now }: NewGrant): Grant => {
  const scheduled = request.startsAt !== null && request.startsAt > now;
  const dates = scheduled
    ? { startsAt: request.startsAt, activateBy: null, removeBy: null, expiresAt: null }
    : obligation(now, durationSeconds, request.startsAt);
  return {
    id: grantId,
    version: 1,
    status: scheduled ? "scheduled" : "activating",
    requestId: request.id,
    holdingId: "holding" in place ? place.holding.id : place.holdingId,
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
    provedAt: null,
    credentialRevealedAt: null,
    requestedAt: request.createdAt,
    createdAt: now,
  };
};
