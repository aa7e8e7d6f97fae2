import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import type { TargetId } from "#core/domain/ids.ts";

/** What a finding is known by while it stands: one for each account and entitlement of a target. */
export const openKeyAt = (
  targetId: TargetId,
  { entitlementId, account }: Pick<StandingAccess, "entitlementId" | "account">,
): string => `${targetId} ${entitlementId} ${account}`;
