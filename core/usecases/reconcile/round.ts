import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { ClaimedHolding } from "#core/ports/holdings.ts";
import type { Place } from "#core/usecases/access-of.ts";
import type { Lease } from "#core/usecases/reconcile/with-lease.ts";

export type HoldingOutcome = "done" | "failed" | "taken-over";

/** A claim, with the grants that are not over and the place where they are to be made true. */
export interface Claim {
  readonly claimed: ClaimedHolding;
  readonly grants: readonly Grant[];
  /** Those whose end was accepted unproved, because the target had been given up: there are no others any more. */
  readonly unproved: readonly Grant[];
  /** Read once for a whole batch of claims. */
  readonly place: Place;
}

/** What one round has in hand: the claim, and everything that is so at `now` on the database's clock. */
export interface Round extends Claim {
  readonly actor: Actor;
  readonly lease: Lease;
  readonly holding: Holding;
  readonly now: Date;
}

/** What a step leaves: what is so now, as it was written; the claim given back; or a change of somebody else's, to be read. */
export type Stepped = Round | "released" | "changed";
