import type { Grant } from "#core/domain/grant/grant.ts";
import type { GrantId, HoldingId, TargetId } from "#core/domain/ids.ts";
import type { HoldingUse, TargetWatch, TriedAccount } from "#core/domain/use/use-seen.ts";

export interface AccountGrant extends Pick<Grant, "id" | "holdingId" | "holderId" | "status" | "endingAt"> {
  readonly account: string;
}

/** What targets told of how access is used. */
export interface Uses {
  ofHoldings(ids: readonly HoldingId[]): Promise<readonly HoldingUse[]>;
  watchOf(targetId: TargetId): Promise<TargetWatch | null>;
  /** Of each account at a target that a grant gave: the grant that is open, or else the one that ended last. */
  grantsOfAccounts(targetId: TargetId, accounts: readonly string[]): Promise<readonly AccountGrant[]>;
  /** Those that somebody has yet to be alarmed of. */
  triedUnalarmed(): Promise<readonly TriedAccount[]>;
  /** Those of a target, the last tried first. */
  triedAt(targetId: TargetId, limit: number): Promise<readonly TriedAccount[]>;
  triedOf(targetId: TargetId, accounts: readonly string[]): Promise<readonly TriedAccount[]>;
  triedOfGrants(ids: readonly GrantId[]): Promise<readonly TriedAccount[]>;
}
