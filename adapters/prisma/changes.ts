import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { decodeInstantCursor, pageOf } from "./keyset.ts";
import { asRowOrNull, asRows, columns } from "./rows.ts";
import type { Change } from "#core/domain/change/change.ts";
import type { Changes } from "#core/ports/changes.ts";

export const createChanges = (prisma: Database): Changes => ({
  find: async (id) => asRowOrNull("Change", await prisma.change.findUnique({ where: { id } })),
  ofIds: async (ids) => asRows("Change", await prisma.change.findMany({ where: { id: { in: [...ids] } } })),
  page: async ({ waiting }, page) => {
    const cursor = page.cursor === undefined ? null : decodeInstantCursor(page.cursor);
    const before = cursor
      ? Prisma.sql`(c."createdAt", c."id") < (${cursor.at}::timestamptz, ${cursor.id})`
      : Prisma.sql`true`;
    const fits = waiting === undefined ? Prisma.sql`true` : Prisma.sql`(c."status" = 'proposed') = ${waiting}`;
    const rows = await prisma.$queryRaw<Change[]>`
      SELECT ${columns("Change", "c")} FROM "Change" c WHERE ${fits} AND ${before}
      ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ${page.limit + 1}`;
    return pageOf(asRows("Change", rows), page, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  },
  proposedBy: async (authorId) =>
    asRows("Change", await prisma.change.findMany({ where: { status: "proposed", authorId }, orderBy: { id: "asc" } })),
});
