import type { EntitlementId, HoldingId, StandingAccessId, TargetId } from "#core/domain/ids.ts";

/** Access found in a target that no live grant explains. Found once, gone once; the next time is another row. */
export interface StandingAccess {
  readonly id: StandingAccessId;
  readonly version: number;
  readonly targetId: TargetId;
  readonly entitlementId: EntitlementId;
  readonly account: string;
  /** Target, entitlement and account while it stands; null after that. Unique: one finding for one access. */
  readonly openKey: string | null;
  /** The holding that a mark of this portal names: then it is ours, and is always removed. */
  readonly holdingId: HoldingId | null;
  readonly foundAt: Date;
  readonly goneAt: Date | null;
}
