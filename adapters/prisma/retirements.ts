import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { asRow } from "./rows.ts";
import type { Retirable } from "#core/domain/catalogue/entitlement.ts";
import type { Catalogue } from "#core/ports/catalogue.ts";

export const createRetirements = (prisma: Database): Pick<Catalogue, "retirable" | "retirementsDone"> => {
  const retirable = async (id: string): Promise<Retirable | null> => {
    const where = { id };
    const target = await prisma.target.findUnique({ where });
    if (target) return { table: "Target", row: asRow("Target", target) };
    const resource = await prisma.resource.findUnique({ where });
    if (resource) return { table: "Resource", row: asRow("Resource", resource) };
    const entitlement = await prisma.entitlement.findUnique({ where });
    return entitlement && { table: "Entitlement", row: asRow("Entitlement", entitlement) };
  };
  return {
    retirable,
    retirementsDone: async () => {
      const done = await prisma.$queryRaw<{ id: string }[]>`
        SELECT t."id" FROM "Target" t WHERE ${retiring} AND (${openAt("targetId", Prisma.sql`t."id"`)}) IS NULL
        UNION ALL SELECT t."id" FROM "Resource" t WHERE ${retiring} AND NOT EXISTS (
          SELECT FROM "Entitlement" e
          WHERE e."resourceId" = t."id" AND (${openAt("entitlementId", Prisma.sql`e."id"`)}) IS NOT NULL)
        UNION ALL SELECT t."id" FROM "Entitlement" t WHERE ${retiring}
          AND (${openAt("entitlementId", Prisma.sql`t."id"`)}) IS NULL`;
      const found = await Promise.all(done.map(({ id }) => retirable(id)));
      return found.filter((each) => each !== null);
    },
  };
};

const retiring = Prisma.sql`t."retiringAt" IS NOT NULL AND t."retiredAt" IS NULL`;

/**
 * One grant that is not over yet, as a value and in the order of the index: for EXISTS, or without an order, the server reads
 * every grant, to join them with what retires or in the hope of meeting one soon.
 */
const openAt = (column: "targetId" | "entitlementId", id: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT g."status" FROM "Grant" g WHERE g.${Prisma.raw(`"${column}"`)} = ${id}
    AND g."status" IN ('scheduled', 'activating', 'active', 'ending') ORDER BY g."status" LIMIT 1`;
