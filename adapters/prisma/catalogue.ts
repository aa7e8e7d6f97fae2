import { byEpoch } from "./by-epoch.ts";
import type { Database } from "./client.ts";
import { itemsOfIds } from "./items-of-ids.ts";
import { asRow, asRowOrNull, asRows } from "./rows.ts";
import { type CatalogueItem, isOffered, type Resource, type Target } from "#core/domain/catalogue/entitlement.ts";
import { indexCatalogue, searchCatalogue } from "#core/domain/catalogue/search.ts";
import { circuitOpensAt, probeEveryMs } from "#core/domain/holding/circuit.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import { createRetirements } from "./retirements.ts";
import type { Catalogue } from "#core/ports/catalogue.ts";

export const createCatalogue = (prisma: Database): Catalogue => {
  /** Entitlements first: what they belong to was there before them and is never deleted. */
  const items = async (): Promise<readonly CatalogueItem[]> => {
    const entitlements = asRows(
      "Entitlement",
      await prisma.entitlement.findMany({ where: { retiredAt: null }, orderBy: [{ name: "asc" }, { id: "asc" }] }),
    );
    const resourceIds = [...new Set(entitlements.map(({ resourceId }) => resourceId))];
    const targetIds = [...new Set(entitlements.map(({ targetId }) => targetId))];
    const [resources, targets, groups] = await Promise.all([
      prisma.resource.findMany({ where: { id: { in: resourceIds } } }),
      prisma.target.findMany({ where: { id: { in: targetIds } } }),
      prisma.group.findMany({ select: { id: true, name: true } }),
    ]);
    const resourceOf = new Map<string, Resource>(resources.map((row) => [row.id, asRow("Resource", row)]));
    const targetOf = new Map<string, Target>(targets.map((row) => [row.id, asRow("Target", row)]));
    const groupName = new Map(groups.map(({ id, name }) => [id, name]));
    return entitlements.map((entitlement) => {
      const resource = resourceOf.get(entitlement.resourceId);
      const target = targetOf.get(entitlement.targetId);
      if (!resource || !target) throw new Error(`${entitlement.id} belongs to nothing`);
      const ownerGroup = resource.ownerGroupId === null ? null : (groupName.get(resource.ownerGroupId) ?? null);
      return { entitlement, resource, target, ownerGroup };
    });
  };
  // A group's name is part of an item, and belongs to the directory.
  const open = byEpoch(prisma, ["catalogue", "directory"], async () => {
    const all = (await items()).filter(isOffered);
    return { all, index: indexCatalogue(all) };
  });
  return {
    all: async () => (await open()).all,
    search: async (query) => searchCatalogue((await open()).index, query),
    ofIds: (ids) => itemsOfIds(prisma, ids),
    bundles: async () => asRows("Bundle", await prisma.bundle.findMany({ orderBy: { name: "asc" } })),
    targets: async () => asRows("Target", await prisma.target.findMany({ orderBy: { name: "asc" } })),
    ...createRetirements(prisma),
    findTarget: async (id) => asRowOrNull("Target", await prisma.target.findUnique({ where: { id } })),
    ...targetHealth(prisma),
    ...favourites(prisma),
  };
};

const targetHealth = (prisma: Database): Pick<Catalogue, "health" | "noteHealth"> => ({
  health: async () => {
    const rows = await prisma.targetHealth.findMany();
    return rows.map((row) => ({ ...row, targetId: row.targetId as Target["id"] }));
  },
  noteHealth: async (id, seen) => {
    if ("error" in seen) {
      await prisma.$executeRaw`
        INSERT INTO "TargetHealth" AS t ("targetId", "failedAt", "error", "failures")
        VALUES (${id}, clock_timestamp(), ${seen.error}, 1)
        ON CONFLICT ("targetId") DO UPDATE SET "failedAt" = excluded."failedAt", "error" = excluded."error",
          "failures" = t."failures" + 1,
          "probeAt" = CASE WHEN t."failures" + 1 >= ${circuitOpensAt}::int
            THEN excluded."failedAt" + ${probeEveryMs}::int * (0.5 + random() / 2) * interval '1 millisecond' END`;
      return;
    }
    // Thousands of operations on one target need not all wait for this row: it says the same for a second.
    await prisma.$executeRaw`
      INSERT INTO "TargetHealth" AS t ("targetId", "seenAt", "clockOffsetMs")
      VALUES (${id}, clock_timestamp(), ${Math.round(seen.clockOffsetMs)}::int)
      ON CONFLICT ("targetId") DO UPDATE
        SET "seenAt" = excluded."seenAt", "clockOffsetMs" = excluded."clockOffsetMs", "failedAt" = NULL, "error" = NULL,
          "failures" = 0, "probeAt" = NULL
        WHERE t."failures" > 0 OR t."failedAt" IS NOT NULL OR t."seenAt" IS NULL
          OR t."seenAt" < excluded."seenAt" - interval '1 second'`;
  },
});

const favourites = (prisma: Database): Pick<Catalogue, "favourites" | "setFavourite"> => ({
  favourites: async (personId) => {
    const rows = await prisma.favourite.findMany({ where: { personId }, select: { entitlementId: true } });
    return rows.map(({ entitlementId }) => entitlementId as EntitlementId);
  },
  setFavourite: async (personId, entitlementId, on) => {
    if (on) await prisma.favourite.createMany({ data: { personId, entitlementId }, skipDuplicates: true });
    else await prisma.favourite.deleteMany({ where: { personId, entitlementId } });
  },
});
