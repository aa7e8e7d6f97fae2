import type { EntitlementId, HoldingId, OperationId, PersonId, TargetId } from "#core/domain/ids.ts";

/**
 * What one account should have on one entitlement at the target. Where accounts are made for each grant, a holding belongs to
 * one grant; where people have their own, every grant of one account on one entitlement shares it.
 */
export interface Holding {
  readonly id: HoldingId;
  readonly version: number;
  readonly targetId: TargetId;
  readonly entitlementId: EntitlementId;
  readonly holderId: PersonId;
  readonly account: string;
  /** The target's own id of the account, and what it was listed as when that was learned: before anything was given to it. */
  readonly accountId: string | null;
  readonly listedAs: string | null;
  /** What was last read back from the target. */
  readonly state: "absent" | "present";
  /** Whether the access was there before the grants that are live now; null when it was not looked for yet. */
  readonly standing: boolean | null;
  /** The deadline that the target was last told. */
  readonly until: Date | null;
  /** When the reconciler must look next; null when nothing is owed. */
  readonly dueAt: Date | null;
  readonly leaseUntil: Date | null;
  /** Grows with every claim; only the claim with the latest fence may write an outcome. */
  readonly fence: number;
  /** A call begun before this may still take effect at the target: its worker never said how it ended. Null when none can. */
  readonly unsettledAt: Date | null;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly observedAt: Date | null;
  readonly quarantined: readonly string[];
}

/** One attempt to make a holding true at its target. */
export interface Operation {
  readonly id: OperationId;
  readonly version: number;
  readonly holdingId: HoldingId;
  readonly targetId: TargetId;
  readonly fence: number;
  readonly kind: "apply" | "remove";
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly outcome: "done" | "failed" | null;
  readonly error: string | null;
}
