import type { StandingAccessId, TargetId } from "#core/domain/ids.ts";
import type { Page, PageOf } from "#core/domain/page.ts";
import type { ExplainedHolding } from "#core/domain/standing/compare-holders.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";

export interface TargetScan {
  readonly targetId: TargetId;
  /** The last whole comparison. */
  readonly scannedAt: Date | null;
  readonly holders: number | null;
  /** Why the last one was not whole: then nothing was concluded from it. */
  readonly error: string | null;
}

/** What is found at targets that nobody was granted, and when it was last looked for. */
export interface Standing {
  countByTarget(): Promise<ReadonlyMap<TargetId, number>>;
  /** Holdings at a target that a grant speaks for: activating, active or ending. */
  explained(targetId: TargetId): Promise<readonly ExplainedHolding[]>;
  openOf(targetId: TargetId): Promise<readonly StandingAccess[]>;
  /** Those with these ids, gone ones included. */
  ofIds(ids: readonly StandingAccessId[]): Promise<readonly StandingAccess[]>;
  /** What stands now, newest first, by keyset; of one target, or of all. */
  page(targetId: TargetId | null, page: Page): Promise<PageOf<StandingAccess>>;
  scans(): Promise<readonly TargetScan[]>;
  /**
   * Takes one target that is due for a comparison and that nobody compares, for `leaseMs` on the database's clock. Null when
   * there is none. Two workers never get the same one.
   */
  claimScan(leaseMs: number): Promise<TargetId | null>;
  /** Every target is due for a comparison now. */
  scanAllSoon(): Promise<void>;
  /** Ends the claim; the next one is due after `everyMs`. */
  noteScan(
    targetId: TargetId,
    outcome: { readonly holders: number } | { readonly error: string },
    everyMs: number,
  ): Promise<void>;
}
