import type { Holding, Operation } from "#core/domain/holding/holding.ts";
import type { EntitlementId, HoldingId, TargetId } from "#core/domain/ids.ts";

/** A holding that this worker alone may act on until the lease ends. */
export interface ClaimedHolding {
  readonly holding: Holding;
  readonly operation: Operation;
  /** The database's clock when it was claimed. */
  readonly claimedAt: Date;
}

export interface ClaimOptions {
  readonly limit: number;
  readonly perTarget: number;
  readonly leaseMs: number;
  /** Targets that have enough of this worker's attention already. */
  readonly except: readonly TargetId[];
}

interface Overdue {
  readonly total: number;
  /** Of the targets that have any; with what one of them was last answered, where it was. */
  readonly byTarget: ReadonlyMap<TargetId, { readonly count: number; readonly lastError: string | null }>;
}

export interface Holdings {
  find(id: HoldingId): Promise<Holding | null>;
  ofIds(ids: readonly HoldingId[]): Promise<readonly Holding[]>;
  /** The one holding of this account on this entitlement, which all of its grants share. */
  ofAccount(targetId: TargetId, account: string, entitlementId: EntitlementId): Promise<Holding | null>;
  /**
   * Whether anything of an entitlement is in hand: a grant of it (`isInHand`), or access that is owed its removal by a comparison or
   * a review alone. Either is taken away where the entitlement says.
   */
  isHeld(id: EntitlementId): Promise<boolean>;
  /**
   * Takes up to `limit` due holdings that nobody leases, at most `perTarget` of one target: raises each one's fence, leases it
   * for `leaseMs` on the database's clock, and records the operation that begins. Two workers never get the same holding. A
   * target whose circuit is open (`core/domain/holding/circuit.ts`) gives one holding at a time.
   */
  claimDue(options: ClaimOptions): Promise<readonly ClaimedHolding[]>;
  /** Keeps a lease while its worker lives, and answers until when. Null when another claim has taken over: then stop. */
  renewLease(id: HoldingId, fence: number, leaseMs: number): Promise<Date | null>;
  /**
   * When the next holding falls due or can be claimed again; null when none will. Those of a target whose circuit is open are
   * not waited for: its next trial is found by looking now and then.
   */
  nextDueAt(): Promise<Date | null>;
  /** Those that fall due within this time, the first ones first; none at targets that were given up, where nothing ends any more. */
  dueWithin(ms: number, limit: number): Promise<readonly Holding[]>;
  /** How much access should have been gone for `graceMs` and is not. Counted where it is kept: it may be all there is. */
  overdue(graceMs: number): Promise<Overdue>;
}
