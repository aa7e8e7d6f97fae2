import type { Database } from "./client.ts";
import { asRowOrNull, asRows, columns } from "./rows.ts";
import type { BreakGlassReview } from "#core/domain/request/break-glass-review.ts";
import { escalateEveryMs, reviewWithinMs } from "#core/domain/request/break-glass-review.ts";
import type { BreakGlassReviews } from "#core/ports/break-glass-reviews.ts";

export const createBreakGlassReviews = (prisma: Database): BreakGlassReviews => ({
  find: async (id) => asRowOrNull("BreakGlassReview", await prisma.breakGlassReview.findUnique({ where: { id } })),
  openOf: async (holderId) =>
    asRows("BreakGlassReview", await prisma.breakGlassReview.findMany({ where: { holderId, closedAt: null } })),
  list: async (limit) =>
    asRows(
      "BreakGlassReview",
      await prisma.breakGlassReview.findMany({
        orderBy: [{ closedAt: { sort: "desc", nulls: "first" } }, { openedAt: "desc" }],
        take: limit,
      }),
    ),
  toEscalate: async (limit) =>
    asRows(
      "BreakGlassReview",
      await prisma.$queryRaw<BreakGlassReview[]>`
        SELECT ${columns("BreakGlassReview", "b")} FROM "BreakGlassReview" b
        WHERE b."closedAt" IS NULL
          AND b."openedAt" <= statement_timestamp() - ${reviewWithinMs}::bigint * interval '1 millisecond'
          AND (b."escalatedAt" IS NULL
            OR b."escalatedAt" <= statement_timestamp() - ${escalateEveryMs}::bigint * interval '1 millisecond')
        ORDER BY b."openedAt" LIMIT ${limit}`,
    ),
});
