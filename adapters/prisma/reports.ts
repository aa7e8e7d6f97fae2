import type { Database } from "./client.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { LagSummary, Reports } from "#core/ports/reports.ts";

const live = { in: ["activating", "active"] };

export const createReports = (prisma: Database): Reports => ({
  // Only access that existed can be late in going: grants that were ready once.
  revocationLag: (since) => prisma.$queryRaw<LagSummary[]>`
    SELECT g."targetId", count(*)::int AS count,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY lag.ms) AS "p50Ms",
      percentile_disc(0.99) WITHIN GROUP (ORDER BY lag.ms) AS "p99Ms",
      max(lag.ms) AS "maxMs"
    FROM "Grant" g, LATERAL (
      SELECT greatest(0, extract(epoch FROM g."endedAt" - CASE g."endReason" WHEN 'expired' THEN g."expiresAt" ELSE g."endingAt" END)
        * 1000)::double precision AS ms
    ) lag
    WHERE g."endedAt" >= ${since}::timestamptz AND g."readyAt" IS NOT NULL
    GROUP BY GROUPING SETS ((), (g."targetId")) ORDER BY g."targetId" NULLS FIRST`,
  liveGrants: () => prisma.grant.count({ where: { status: live } }),
  liveGrantsByTarget: async () => {
    const rows = await prisma.grant.groupBy({ by: ["targetId"], where: { status: live }, _count: { _all: true } });
    return new Map(rows.map(({ targetId, _count }) => [targetId as TargetId, _count._all]));
  },
});
