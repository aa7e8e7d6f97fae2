import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { asRow, asRowOrNull, asRows, columns } from "./rows.ts";
import type { PersonId, TargetId } from "#core/domain/ids.ts";
import type { Review, ReviewItem } from "#core/domain/review/review.ts";
import type { ReviewProgress, Reviews } from "#core/ports/reviews.ts";

const open = ["scheduled", "activating", "active"];

const waitsFor = (personId: PersonId): Prisma.Sql => Prisma.sql`"ReviewItem" i JOIN "Review" r ON r."id" = i."reviewId"
  WHERE i."reviewerIds" @> ARRAY[${personId}]::text[] AND i."outcome" IS NULL AND r."status" = 'open'
    AND r."dueAt" > statement_timestamp()`;

export const createReviews = (prisma: Database): Reviews => ({
  find: async (id) => asRowOrNull("Review", await prisma.review.findUnique({ where: { id } })),
  findItem: async (id) => asRowOrNull("ReviewItem", await prisma.reviewItem.findUnique({ where: { id } })),
  list: async () => {
    const rows = await prisma.$queryRaw<(Review & ReviewProgress)[]>`
      SELECT ${columns("Review", "r")}, i.* FROM "Review" r, LATERAL (
        SELECT count(*)::int AS "items", count(*) FILTER (WHERE x."outcome" = 'keep')::int AS "kept",
          count(*) FILTER (WHERE x."outcome" = 'remove')::int AS "removed",
          count(*) FILTER (WHERE x."outcome" IS NULL)::int AS "waiting"
        FROM "ReviewItem" x WHERE x."reviewId" = r."id") i
      ORDER BY r."createdAt" DESC, r."id" LIMIT 100`;
    return rows.map(({ items, kept, removed, waiting, ...review }) => ({
      review: asRow("Review", review),
      progress: { items, kept, removed, waiting },
    }));
  },
  itemsOf: async (reviewId) =>
    asRows("ReviewItem", await prisma.reviewItem.findMany({ where: { reviewId }, orderBy: { id: "asc" } })),
  waitingFor: async (personId) =>
    asRows(
      "ReviewItem",
      await prisma.$queryRaw<ReviewItem[]>`
        SELECT ${columns("ReviewItem", "i")} FROM ${waitsFor(personId)} ORDER BY r."dueAt", i."id" LIMIT 500`,
    ),
  askedIn: async (reviewId) => {
    const rows = await prisma.$queryRaw<{ id: PersonId }[]>`
      SELECT DISTINCT unnest(i."reviewerIds") AS "id" FROM "ReviewItem" i JOIN "Review" r ON r."id" = i."reviewId"
      WHERE r."id" = ${reviewId} AND i."outcome" IS NULL AND r."status" = 'open' AND r."dueAt" > statement_timestamp()`;
    return rows.map(({ id }) => id);
  },
  countWaitingFor: async (personId) => {
    const [row] = await prisma.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM ${waitsFor(personId)}`;
    return row?.n ?? 0;
  },
  open: async () =>
    asRows(
      "Review",
      await prisma.$queryRaw<Review[]>`
        SELECT ${columns("Review", "r")} FROM "Review" r
        WHERE r."status" = 'open' AND r."dueAt" > statement_timestamp() ORDER BY r."dueAt", r."id"`,
    ),
  closable: async () =>
    asRows(
      "Review",
      await prisma.$queryRaw<Review[]>`
        SELECT ${columns("Review", "r")} FROM "Review" r
        WHERE r."status" = 'open' AND (r."dueAt" <= statement_timestamp() OR NOT EXISTS (
          SELECT FROM "ReviewItem" i WHERE i."reviewId" = r."id" AND i."outcome" IS NULL))
        ORDER BY r."dueAt" LIMIT 20`,
    ),
  lastingGrants: async (atLeastSeconds, targetIds, limit) => {
    const where = { status: { in: open }, durationSeconds: { gte: atLeastSeconds }, ...onTargets(targetIds) };
    return asRows("Grant", await prisma.grant.findMany({ where, orderBy: { id: "asc" }, take: limit + 1 }));
  },
  standingFindings: async (targetIds, limit) => {
    const where = { openKey: { not: null }, holdingId: null, ...onTargets(targetIds) };
    const rows = await prisma.standingAccess.findMany({ where, orderBy: { id: "asc" }, take: limit + 1 });
    return asRows("StandingAccess", rows);
  },
});

const onTargets = (targetIds: readonly TargetId[]) =>
  targetIds.length === 0 ? {} : { targetId: { in: [...targetIds] } };
