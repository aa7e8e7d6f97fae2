import { type CatalogueItem, isOffered } from "#core/domain/catalogue/entitlement.ts";
import { type RowsAfter, rowsAfter } from "#core/domain/rows-after.ts";
import type { Write } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { DecisionBasis } from "#core/ports/policies.ts";

/**
 * The core as it would read had these been written: whatever decides through it decides as it would then, by the code that
 * decides today. For asking only. What was judged through it must not be committed.
 */
export const coreSupposing = (core: Core, writes: readonly Write[]): Core => {
  const after = rowsAfter(writes);
  const { people, grants } = core;
  let supposed: Promise<DecisionBasis> | undefined;
  return {
    ...core,
    policies: { ...core.policies, basis: () => (supposed ??= core.policies.supposing(writes)) },
    people: {
      ...people,
      find: async (id) => {
        const found = await people.find(id);
        return found && after.one("Person", found);
      },
      ofIds: async (ids) => (await people.ofIds(ids)).map((row) => after.one("Person", row)),
    },
    catalogue: catalogueAfter(core, after),
    grants: {
      ...grants,
      find: async (id) => {
        const found = await grants.find(id);
        return found && after.one("Grant", found);
      },
      openOf: async (id) =>
        (await grants.openOf(id)).map((row) => after.one("Grant", row)).filter(({ status }) => status !== "ended"),
    },
  };
};

const catalogueAfter = ({ catalogue, people }: Core, after: RowsAfter): Core["catalogue"] => {
  const itemAfter = async (item: CatalogueItem): Promise<CatalogueItem> => {
    const resource = after.one("Resource", item.resource);
    const { ownerGroupId } = resource;
    const moved = ownerGroupId !== item.resource.ownerGroupId;
    const owners = moved && ownerGroupId ? ((await people.findGroup(ownerGroupId))?.name ?? null) : null;
    return {
      entitlement: after.one("Entitlement", item.entitlement),
      resource,
      target: after.one("Target", item.target),
      ownerGroup: moved ? owners : item.ownerGroup,
    };
  };
  return {
    ...catalogue,
    ofIds: async (ids) => Promise.all((await catalogue.ofIds(ids)).map(itemAfter)),
    all: async () => (await Promise.all((await catalogue.all()).map(itemAfter))).filter(isOffered),
  };
};
