import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";

const isOld = (keptDays: number): Prisma.Sql =>
  Prisma.sql`x."createdAt" < clock_timestamp() - ${keptDays}::int * interval '1 day' AND x."dueAt" IS NULL`;

/** Deliveries first, then the notices that none is left of. What is due, or leased, or about a request that waits, stays. */
export const forgetOld = async (prisma: Database, keptDays: number, limit: number): Promise<number> => {
  const gone = await prisma.$executeRaw`
    DELETE FROM "Delivery" d USING (
      SELECT x."id" FROM "Delivery" x
      WHERE ${isOld(keptDays)} AND x."leaseUntil" IS NULL
        AND NOT EXISTS (SELECT FROM "Request" r WHERE r."id" = x."requestId" AND r."status" = 'pending')
      LIMIT ${limit}::int
    ) o WHERE d."id" = o."id"`;
  await prisma.$executeRaw`
    DELETE FROM "Notice" n USING (
      SELECT x."id" FROM "Notice" x
      WHERE ${isOld(keptDays)} AND NOT EXISTS (SELECT FROM "Delivery" d WHERE d."noticeId" = x."id")
      LIMIT ${limit}::int
    ) o WHERE n."id" = o."id"`;
  return gone;
};
