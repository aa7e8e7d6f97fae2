import type { Database } from "./client.ts";
import { lags } from "./report-rows/lags.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { ApprovingPair, Reports } from "#core/ports/reports.ts";

const live = { in: ["activating", "active"] };

export const createReports = (prisma: Database): Reports => ({
  revocationLag: (since) => lags(prisma, { from: since, to: null }),
  unverifiedByTarget: async () => {
    const rows = await prisma.grant.groupBy({
      by: ["targetId"],
      where: { endReason: "unverified", provedAt: null },
      _count: { _all: true },
    });
    return new Map(rows.map(({ targetId, _count }) => [targetId as TargetId, _count._all]));
  },
  approvingPairs: (since, personId) => prisma.$queryRaw<ApprovingPair[]>`
    WITH approved AS (
      SELECT v."voterId" AS who, r."requesterId" AS whom FROM "Vote" v JOIN "Request" r ON r."id" = v."requestId"
      WHERE v."vote" = 'approve' AND v."createdAt" >= ${since}::timestamptz
      UNION ALL
      SELECT c."decidedById", c."authorId" FROM "Change" c
      WHERE c."status" = 'applied' AND c."decidedAt" >= ${since}::timestamptz
    ), counted AS (SELECT who, whom, count(*)::int AS n FROM approved WHERE who <> whom GROUP BY who, whom)
    SELECT a.who AS one, a.whom AS other, least(a.n, b.n) AS times
    FROM counted a JOIN counted b ON b.who = a.whom AND b.whom = a.who AND a.who < a.whom
    WHERE ${personId ?? null}::text IS NULL OR ${personId ?? null} IN (a.who, a.whom)
    ORDER BY times DESC, one, other LIMIT 50`,
  liveGrants: () => prisma.grant.count({ where: { status: live } }),
  liveGrantsByTarget: async () => {
    const rows = await prisma.grant.groupBy({ by: ["targetId"], where: { status: live }, _count: { _all: true } });
    return new Map(rows.map(({ targetId, _count }) => [targetId as TargetId, _count._all]));
  },
});
