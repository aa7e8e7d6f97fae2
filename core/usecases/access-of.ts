import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { targetFence } from "#core/domain/holding/target-fence.ts";
import type { Portal } from "#core/domain/portal.ts";
import type { Access, Connector } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";

interface OpenAccess {
  readonly connector: Connector;
  readonly access: Access;
}

/** Where a holding is: the entitlement, and the portal that its objects at the target are marked with. */
export interface Place {
  readonly portal: Pick<Portal, "id" | "restoredAt">;
  readonly item: CatalogueItem;
}

/** How an account is found at its target. */
type NamedAccount = Pick<Holding, "account" | "accountId" | "listedAs">;

/** A login of which nothing more is known: as whoever has it now. */
export const byLogin = (account: string): NamedAccount => ({ account, accountId: null, listedAs: null });

/** A holding as its target's connector is asked about it, in the hands of its latest claim. */
export const accessAt = (
  { portal, item: { entitlement, resource } }: Place,
  { id: holdingId, account, accountId, listedAs, fence }: Pick<Holding, "id" | "fence" | keyof NamedAccount>,
): Access => ({
  portalId: portal.id,
  holdingId,
  account,
  accountId,
  listedAs,
  entitlement: { resource: resource.name, action: entitlement.action, mapping: entitlement.mapping },
  fence: targetFence(portal, { fence }),
});

/** The connector that drives a holding's target, and the access it is asked about. Throws when anything of it is unknown. */
export const accessOf = async (core: Core, id: HoldingId): Promise<OpenAccess> => {
  const holding = await core.holdings.find(id);
  if (!holding) throw new Error(`${id}: no such holding`);
  const [[item], portal] = await Promise.all([core.catalogue.ofIds([holding.entitlementId]), core.portals.current()]);
  if (!item || !portal) throw new Error(`${holding.id}: its entitlement or portal is unknown`);
  return { connector: core.targets.open(item.target), access: accessAt({ portal, item }, holding) };
};
