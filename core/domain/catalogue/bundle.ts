import type { BundleId, EntitlementId } from "#core/domain/ids.ts";

/** A named set of entitlements that are requested together. What belongs to a piece of work, so that nothing is forgotten. */
export interface Bundle {
  readonly id: BundleId;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly entitlementIds: readonly EntitlementId[];
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}
