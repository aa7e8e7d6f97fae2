import type { Grant } from "#core/domain/grant/grant.ts";
import type { Core } from "#core/ports/core.ts";
import type { ClaimedHolding, ClaimOptions } from "#core/ports/holdings.ts";
import type { Claim } from "#core/usecases/reconcile/round.ts";

/**
 * Due holdings, claimed for this worker, with everything that their first round needs: three readings, however many they are, and
 * one more where a target among theirs was given up.
 */
export const claimMore = async (core: Core, options: ClaimOptions): Promise<readonly Claim[]> => {
  const claims = await core.holdings.claimDue(options);
  if (claims.length === 0) return [];
  const entitlementIds = [...new Set(claims.map(({ holding }) => holding.entitlementId))];
  const [grants, items, portal] = await Promise.all([
    core.grants.openOfHoldings(claims.map(({ holding }) => holding.id)),
    core.catalogue.ofIds(entitlementIds),
    core.portals.current(),
  ]);
  const givenUp = new Set(items.filter(({ target }) => target.retiredAt).map(({ target }) => target.id));
  const unproved = await unprovedOf(
    core,
    claims.filter(({ holding }) => givenUp.has(holding.targetId)),
  );
  if (!portal) throw new Error("this portal is not set up");
  return claims.map((claimed) => {
    const { id, entitlementId } = claimed.holding;
    const item = items.find(({ entitlement }) => entitlement.id === entitlementId);
    if (!item) throw new Error(`${id}: its entitlement is unknown`);
    const own = ({ holdingId }: Grant): boolean => holdingId === id;
    return { claimed, grants: grants.filter(own), unproved: unproved.filter(own), place: { portal, item } };
  });
};

const unprovedOf = async (core: Core, claims: readonly ClaimedHolding[]): Promise<readonly Grant[]> =>
  claims.length === 0 ? [] : core.grants.unprovedOfHoldings(claims.map(({ holding }) => holding.id));
