import type { EntitlementId, HoldingId, OperationId, PersonId, TargetId } from "#core/domain/ids.ts";

/** What one account should have on one entitlement at the target. */
export interface Holding {
  readonly id: HoldingId;
  readonly version: number;
  readonly targetId: TargetId;
  readonly entitlementId: EntitlementId;
  readonly holderId: PersonId;
  readonly account: string;
  /** What was last read back from the target. */
  readonly state: "absent" | "present";
  /** The deadline that the target was last seen to hold. */
  readonly until: Date | null;
  /** When the reconciler must look next; null when nothing is owed. */
  readonly dueAt: Date | null;
  readonly leaseUntil: Date | null;
  /** Grows with every claim; only the claim with the latest fence may write an outcome. */
  readonly fence: number;
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
