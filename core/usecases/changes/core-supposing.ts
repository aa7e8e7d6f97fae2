import { type CatalogueItem, isOffered } from "#core/domain/catalogue/entitlement.ts";
import { rowsAfter } from "#core/domain/rows-after.ts";
import type { Write } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { DecisionBasis } from "#core/ports/policies.ts";

/**
 * The core as it would read had these been written: whatever decides through it decides as it would then, by the code that
 * decides today. For asking only. What was judged through it must not be committed.
 */
export const coreSupposing = (core: Core, writes: readonly Write[]): Core => {
  let supposed: Promise<DecisionBasis> | undefined;
  return {
    ...core,
    policies: { ...core.policies, basis: () => (supposed ??= core.policies.supposing(writes)) },
    people: {
      ...core.people,
      find: async (id) => afterOne("Person", await core.people.find(id), writes),
      ofIds: async (ids) => (await core.people.ofIds(ids)).map((row) => afterOne("Person", row, writes)),
    },
    catalogue: catalogueAfter(core, writes),
    grants: {
      ...core.grants,
      find: async (id) => afterOne("Grant", await core.grants.find(id), writes),
      openOf: async (id) =>
        (await core.grants.openOf(id))
          .map((row) => afterOne("Grant", row, writes))
          .filter(({ status }) => status !== "ended"),
    },
  };
};

type Row<T extends Parameters<typeof rowsAfter>[0]> = Parameters<typeof rowsAfter<T>>[1][number];

/** What becomes of a row that is there. */
const afterOne = <T extends Parameters<typeof rowsAfter>[0], R extends Row<T> | null>(
  table: T,
  row: R,
  writes: readonly Write[],
): R => (row === null ? row : (rowsAfter(table, [row], writes)[0] as R));

const catalogueAfter = ({ catalogue, people }: Core, writes: readonly Write[]): Core["catalogue"] => {
  const itemAfter = async (item: CatalogueItem): Promise<CatalogueItem> => {
    const resource = afterOne("Resource", item.resource, writes);
    const { ownerGroupId } = resource;
    const moved = ownerGroupId !== item.resource.ownerGroupId;
    const owners = moved && ownerGroupId ? ((await people.findGroup(ownerGroupId))?.name ?? null) : null;
    return {
      entitlement: afterOne("Entitlement", item.entitlement, writes),
      resource,
      target: afterOne("Target", item.target, writes),
      ownerGroup: moved ? owners : item.ownerGroup,
    };
  };
  return {
    ...catalogue,
    ofIds: async (ids) => Promise.all((await catalogue.ofIds(ids)).map(itemAfter)),
    all: async () => (await Promise.all((await catalogue.all()).map(itemAfter))).filter(isOffered),
  };
};
