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
        SELECT t."id" FROM "Target" t WHERE ${retiring} AND NOT EXISTS (
          SELECT FROM "Grant" g WHERE g."targetId" = t."id" AND ${open})
        UNION ALL SELECT t."id" FROM "Resource" t WHERE ${retiring} AND NOT EXISTS (
          SELECT FROM "Grant" g JOIN "Entitlement" e ON e."id" = g."entitlementId"
          WHERE e."resourceId" = t."id" AND ${open})
        UNION ALL SELECT t."id" FROM "Entitlement" t WHERE ${retiring} AND NOT EXISTS (
          SELECT FROM "Grant" g WHERE g."entitlementId" = t."id" AND ${open})`;
      const found = await Promise.all(done.map(({ id }) => retirable(id)));
      return found.filter((each) => each !== null);
    },
  };
};

const retiring = Prisma.sql`t."retiringAt" IS NOT NULL AND t."retiredAt" IS NULL`;
const open = Prisma.sql`g."status" IN ('scheduled', 'activating', 'active', 'ending')`;
