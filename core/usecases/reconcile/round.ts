import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { ClaimedHolding } from "#core/ports/holdings.ts";

export type HoldingOutcome = "done" | "failed" | "taken-over";

/** What one round has in hand: the claim, and everything that is so now. */
export interface Round {
  readonly actor: Actor;
  readonly claimed: ClaimedHolding;
  readonly holding: Holding;
  readonly grants: readonly Grant[];
}
