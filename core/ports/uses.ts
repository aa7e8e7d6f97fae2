import type { GrantId, HoldingId, TargetId } from "#core/domain/ids.ts";
import type { HoldingUse, TargetWatch, TriedAccount } from "#core/domain/use/use-seen.ts";

/** What targets told of how access is used. */
export interface Uses {
  ofHoldings(ids: readonly HoldingId[]): Promise<readonly HoldingUse[]>;
  watchOf(targetId: TargetId): Promise<TargetWatch | null>;
  triedOf(targetId: TargetId, accounts: readonly string[]): Promise<readonly TriedAccount[]>;
  triedOfGrants(ids: readonly GrantId[]): Promise<readonly TriedAccount[]>;
}
