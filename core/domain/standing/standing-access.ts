import type { EntitlementId, HoldingId, KnownAccessId, StandingAccessId, TargetId } from "#core/domain/ids.ts";

/** Access found in a target that no live grant explains. Found once, gone once; the next time is another row. */
export interface StandingAccess {
  readonly id: StandingAccessId;
  readonly version: number;
  readonly targetId: TargetId;
  readonly entitlementId: EntitlementId;
  readonly account: string;
  /** The target's own id of the account; null where it has none. */
  readonly accountId: string | null;
  /** Target, entitlement and account while it stands and is looked for; null after that. Unique: one finding for one access. */
  readonly openKey: string | null;
  /** The holding that a mark of this portal names: then it is ours, and is always removed. */
  readonly holdingId: HoldingId | null;
  /** When it was last tried to take it away, in enforce mode, and why that failed. */
  readonly triedAt: Date | null;
  readonly error: string | null;
  /** Since when it must go, whatever the target's mode is: a review has said so. */
  readonly removeAt: Date | null;
  /**
   * Until when a call that takes it away may still have its effect at the target; committed before the call. Null when none can.
   * A grant that begins waits for that, so that what it gives is not taken for the stranger's.
   */
  readonly expelUntil: Date | null;
  readonly foundAt: Date;
  /** When it was seen to be gone. Null for ever where comparisons stopped looking for it before that. */
  readonly goneAt: Date | null;
}

/** Access of an account that the portal has nothing to do with, known and let stand by a reviewed change. */
export interface KnownAccess {
  readonly id: KnownAccessId;
  readonly version: number;
  readonly targetId: TargetId;
  readonly entitlementId: EntitlementId;
  readonly account: string;
  readonly reason: string;
  readonly createdAt: Date;
  /** No longer known: then it is standing access like any other. */
  readonly retiredAt: Date | null;
}
