import type { Core } from "#core/ports/core.ts";
import type { ClaimOptions } from "#core/ports/holdings.ts";
import type { Claim } from "#core/usecases/reconcile/round.ts";

/** Due holdings, claimed for this worker, with everything that their first round needs: three readings, however many they are. */
export const claimMore = async (core: Core, options: ClaimOptions): Promise<readonly Claim[]> => {
  const claims = await core.holdings.claimDue(options);
  if (claims.length === 0) return [];
  const entitlementIds = [...new Set(claims.map(({ holding }) => holding.entitlementId))];
  const [grants, items, portal] = await Promise.all([
    core.grants.openOfHoldings(claims.map(({ holding }) => holding.id)),
    core.catalogue.ofIds(entitlementIds),
    core.portals.current(),
  ]);
  if (!portal) throw new Error("this portal is not set up");
  return claims.map((claimed) => {
    const { id, entitlementId } = claimed.holding;
    const item = items.find(({ entitlement }) => entitlement.id === entitlementId);
    if (!item) throw new Error(`${id}: its entitlement is unknown`);
    const own = grants.filter(({ holdingId }) => holdingId === id);
    return { claimed, grants: own, place: { portal, item } };
  });
};
