import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { decodeCursor, decodeInstantCursor, pageOf } from "./keyset.ts";
import { asRow, asRowOrNull, asRows, columns } from "./rows.ts";
import type { PersonId, TargetId } from "#core/domain/ids.ts";
import type { Review, ReviewAnswer, ReviewItem } from "#core/domain/review/review.ts";
import type { ReviewOutcomes, ReviewProgress, Reviews } from "#core/ports/reviews.ts";

const open = ["scheduled", "activating", "active"];

const waitsFor = (personId: PersonId): Prisma.Sql => Prisma.sql`"ReviewItem" i JOIN "Review" r ON r."id" = i."reviewId"
  WHERE i."reviewerIds" @> ARRAY[${personId}]::text[] AND i."outcome" IS NULL AND r."status" = 'open'
    AND r."dueAt" > statement_timestamp()`;

const counts = Prisma.sql`count(*)::int AS "items", count(*) FILTER (WHERE x."outcome" = 'keep')::int AS "kept",
  count(*) FILTER (WHERE x."outcome" = 'remove')::int AS "removed", count(*) FILTER (WHERE x."outcome" IS NULL)::int AS "waiting"`;

/** As an item's view says it: an end that no target confirmed is none. */
const isGone = Prisma.sql`(s."goneAt" IS NOT NULL OR g."provedAt" IS NOT NULL
  OR (g."endedAt" IS NOT NULL AND g."endReason" IS DISTINCT FROM 'unverified'))`;

/** By what an item is found in the list: whose it is, or the login that nobody is known to have. */
const whose = Prisma.sql`coalesce(p."name", i."account", '')`;

const answered = (answer: ReviewAnswer | undefined): Prisma.Sql =>
  answer === undefined
    ? Prisma.sql`true`
    : answer === "waiting"
      ? Prisma.sql`i."outcome" IS NULL`
      : Prisma.sql`i."outcome" = ${answer}`;

export const createReviews = (prisma: Database): Reviews => ({
  find: async (id) => asRowOrNull("Review", await prisma.review.findUnique({ where: { id } })),
  findItem: async (id) => asRowOrNull("ReviewItem", await prisma.reviewItem.findUnique({ where: { id } })),
  list: async () => {
    const rows = await prisma.$queryRaw<(Review & ReviewProgress)[]>`
      SELECT ${columns("Review", "r")}, i.* FROM "Review" r, LATERAL (
        SELECT ${counts} FROM "ReviewItem" x WHERE x."reviewId" = r."id") i
      ORDER BY r."createdAt" DESC, r."id" LIMIT 100`;
    return rows.map(({ items, kept, removed, waiting, ...review }) => ({
      review: asRow("Review", review),
      progress: { items, kept, removed, waiting },
    }));
  },
  outcomesOf: async (reviewId) => {
    const [row] = await prisma.$queryRaw<ReviewOutcomes[]>`
      SELECT ${counts}, count(*) FILTER (WHERE x."outcome" = 'remove' AND ${isGone})::int AS "gone"
      FROM "ReviewItem" x LEFT JOIN "Grant" g ON g."id" = x."grantId"
        LEFT JOIN "StandingAccess" s ON s."id" = x."findingId"
      WHERE x."reviewId" = ${reviewId}`;
    return row ?? { items: 0, kept: 0, removed: 0, waiting: 0, gone: 0 };
  },
  pageOf: async (reviewId, answer, page) => {
    const [name, id] = page.cursor === undefined ? [] : decodeCursor(page.cursor, 2);
    const after = id === undefined ? Prisma.sql`true` : Prisma.sql`(${whose}, i."id") > (${name}, ${id})`;
    const rows = await prisma.$queryRaw<(ReviewItem & { whose: string })[]>`
      SELECT ${columns("ReviewItem", "i")}, ${whose} AS "whose"
      FROM "ReviewItem" i LEFT JOIN "Person" p ON p."id" = i."holderId"
      WHERE i."reviewId" = ${reviewId} AND ${answered(answer)} AND ${after}
      ORDER BY ${whose}, i."id" LIMIT ${page.limit + 1}`;
    const { items, nextCursor } = pageOf(rows, page, (row) => [row.whose, row.id]);
    return { items: items.map(({ whose: _whose, ...item }) => asRow("ReviewItem", item)), nextCursor };
  },
  itemsOf: async (reviewId) =>
    asRows("ReviewItem", await prisma.reviewItem.findMany({ where: { reviewId }, orderBy: { id: "asc" } })),
  waitingFor: async (personId, page) => {
    const cursor = page.cursor === undefined ? null : decodeInstantCursor(page.cursor);
    const after = cursor
      ? Prisma.sql`(r."dueAt", i."id") > (${cursor.at}::timestamptz, ${cursor.id})`
      : Prisma.sql`true`;
    const rows = await prisma.$queryRaw<(ReviewItem & { dueAt: Date })[]>`
      SELECT ${columns("ReviewItem", "i")}, r."dueAt" FROM ${waitsFor(personId)} AND ${after}
      ORDER BY r."dueAt", i."id" LIMIT ${page.limit + 1}`;
    const { items, nextCursor } = pageOf(rows, page, ({ dueAt, id }) => [dueAt.toISOString(), id]);
    return { items: items.map(({ dueAt: _dueAt, ...item }) => asRow("ReviewItem", item)), nextCursor };
  },
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
