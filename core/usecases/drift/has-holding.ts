import { isAnothers } from "#core/domain/standing/compare-holders.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import type { Core } from "#core/ports/core.ts";

/** Whether a holding is of this very access: one of the same login that another account had is not. */
export const hasHolding = async (
  core: Core,
  { targetId, account, accountId, entitlementId }: StandingAccess,
): Promise<boolean> => {
  const holding = await core.holdings.ofAccount(targetId, account, entitlementId);
  return holding !== null && !isAnothers(holding, accountId);
};
