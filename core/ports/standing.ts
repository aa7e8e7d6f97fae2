import type { EntitlementId, StandingAccessId, TargetId } from "#core/domain/ids.ts";
import type { Page, PageOf } from "#core/domain/page.ts";
import type { ExplainedHolding } from "#core/domain/standing/compare-holders.ts";
import type { KnownAccess, StandingAccess } from "#core/domain/standing/standing-access.ts";

export interface TargetScan {
  readonly targetId: TargetId;
  /** The last whole comparison. */
  readonly scannedAt: Date | null;
  readonly holders: number | null;
  /** Whether it waits to be compared, or is being compared right now. */
  readonly isDue: boolean;
  /** Why the last one was not whole: then nothing was concluded from it. */
  readonly error: string | null;
}

/** The right to compare a target, until then on the database's clock; the instant is also what tells it from later ones. */
export interface ScanClaim {
  readonly targetId: TargetId;
  readonly leaseUntil: Date;
}

/** What is found at targets that nobody was granted, and when it was last looked for. */
export interface Standing {
  /** Without what is known. */
  countByTarget(): Promise<ReadonlyMap<TargetId, number>>;
  /** Holdings at a target that a grant speaks for: activating, active or ending. */
  explained(targetId: TargetId): Promise<readonly ExplainedHolding[]>;
  openOf(targetId: TargetId): Promise<readonly StandingAccess[]>;
  /** What stands now at these places, by the keys of `openKeyAt`. */
  openAt(keys: readonly string[]): Promise<readonly StandingAccess[]>;
  /** Those with these ids, gone ones included. */
  ofIds(ids: readonly StandingAccessId[]): Promise<readonly StandingAccess[]>;
  /** Known by a reviewed change and not retired since. */
  known(targetId: TargetId): Promise<readonly KnownAccess[]>;
  findKnown(entitlementId: EntitlementId, account: string): Promise<KnownAccess | null>;
  /** What stands now, newest first, by keyset; of one target, or of all. */
  page(targetId: TargetId | null, page: Page): Promise<PageOf<StandingAccess>>;
  scans(): Promise<readonly TargetScan[]>;
  /**
   * Takes one target that is due for a comparison and that nobody compares, for `leaseMs` on the database's clock. Null when
   * there is none. Two workers never get the same one.
   */
  claimScan(leaseMs: number): Promise<ScanClaim | null>;
  /** Every target is due for a comparison now. */
  scanAllSoon(): Promise<void>;
  /** Keeps the claim for `leaseMs` from now. Null when it is another's by now: then nothing may follow from what was read. */
  renewScan(claim: ScanClaim, leaseMs: number): Promise<ScanClaim | null>;
  /** Makes a target due at once, for whoever compares next. */
  askScan(targetId: TargetId): Promise<void>;
  /** Ends the claim, if it still is one; the next one is due after `everyMs`. */
  noteScan(
    claim: ScanClaim,
    outcome: { readonly holders: number } | { readonly error: string },
    everyMs: number,
  ): Promise<void>;
}
