import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access, Connector } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";

export interface OpenAccess {
  readonly connector: Connector;
  readonly access: Access;
  readonly item: CatalogueItem;
}

/** The connector that drives a holding's target, and the access it is asked about. Throws when anything of it is unknown. */
export const openAccess = async (core: Core, holding: Holding): Promise<OpenAccess> => {
  const [[item], portal] = await Promise.all([core.catalogue.ofIds([holding.entitlementId]), core.portals.current()]);
  if (!item || !portal) throw new Error(`${holding.id}: its entitlement or portal is unknown`);
  const { entitlement, resource, target } = item;
  const access: Access = {
    portalId: portal.id,
    holdingId: holding.id,
    account: holding.account,
    entitlement: { resource: resource.name, action: entitlement.action, mapping: entitlement.mapping },
    fence: holding.fence,
  };
  return { connector: core.targets.open(target), access, item };
};

export const accessOf = async (core: Core, id: HoldingId): Promise<OpenAccess> => {
  const holding = await core.holdings.find(id);
  if (!holding) throw new Error(`${id}: no such holding`);
  return openAccess(core, holding);
};
