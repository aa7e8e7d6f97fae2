import { Prisma } from "./generated/client.ts";
import { preparedMark, type Database } from "./client.ts";
import { asRows, columns } from "./rows.ts";
import type { CatalogueItem, Entitlement, Resource, Target } from "#core/domain/catalogue/entitlement.ts";

interface Owner {
  readonly id: string;
  readonly name: string;
}

/** What an entitlement is made of, each as it was read. Throws where an entitlement belongs to nothing. */
export const itemsFrom = (
  entitlements: readonly Entitlement[],
  resources: readonly Resource[],
  targets: readonly Target[],
  groups: readonly Owner[],
): readonly CatalogueItem[] => {
  const resourceOf = new Map<string, Resource>(resources.map((row) => [row.id, row]));
  const targetOf = new Map<string, Target>(targets.map((row) => [row.id, row]));
  const groupName = new Map(groups.map(({ id, name }) => [id, name]));
  return entitlements.map((entitlement) => {
    const resource = resourceOf.get(entitlement.resourceId);
    const target = targetOf.get(entitlement.targetId);
    if (!resource || !target) throw new Error(`${entitlement.id} belongs to nothing`);
    const ownerGroup = resource.ownerGroupId === null ? null : (groupName.get(resource.ownerGroupId) ?? null);
    return { entitlement, resource, target, ownerGroup };
  });
};

/**
 * Four prepared readings at once, of nothing but what is asked for: each claim of the reconciler asks. Whoever knows the id of an
 * entitlement knows it from a commit, and what it belongs to was there before it and is never deleted.
 */
export const itemsOfIds = async (prisma: Database, ids: readonly string[]): Promise<readonly CatalogueItem[]> => {
  const prepared = Prisma.raw(preparedMark);
  const asked = Prisma.sql`e."id" = ANY(${[...ids]}::text[])`;
  const [entitlements, resources, targets, groups] = await Promise.all([
    prisma.$queryRaw<Entitlement[]>`${prepared}
      SELECT ${columns("Entitlement", "e")} FROM "Entitlement" e WHERE ${asked} ORDER BY e."name", e."id"`,
    prisma.$queryRaw<Resource[]>`${prepared}
      SELECT ${columns("Resource", "r")} FROM "Resource" r
      WHERE r."id" IN (SELECT e."resourceId" FROM "Entitlement" e WHERE ${asked})`,
    prisma.$queryRaw<Target[]>`${prepared}
      SELECT ${columns("Target", "t")} FROM "Target" t
      WHERE t."id" IN (SELECT e."targetId" FROM "Entitlement" e WHERE ${asked})`,
    prisma.$queryRaw<Owner[]>`${prepared}
      SELECT o."id", o."name" FROM "Group" o WHERE o."id" IN (
        SELECT r."ownerGroupId" FROM "Entitlement" e JOIN "Resource" r ON r."id" = e."resourceId" WHERE ${asked})`,
  ]);
  return itemsFrom(
    asRows("Entitlement", entitlements),
    asRows("Resource", resources),
    asRows("Target", targets),
    groups,
  );
};
