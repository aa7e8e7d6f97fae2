import type { Database } from "./client.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { DayCount, LagSummary, Reports } from "#core/ports/reports.ts";

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
  requestsByDay: (since) => prisma.$queryRaw<DayCount[]>`
    SELECT to_char(r."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
      count(*) FILTER (WHERE r."status" = 'approved' AND r."decision"->>'outcome' = 'auto-approve')::int AS automatic,
      count(*) FILTER (WHERE r."status" = 'approved' AND r."decision"->>'outcome' <> 'auto-approve')::int AS approved,
      count(*) FILTER (WHERE r."status" = 'denied')::int AS denied,
      count(*) FILTER (WHERE r."status" = 'lapsed' OR (r."status" = 'pending' AND r."lapsesAt" <= statement_timestamp()))::int AS lapsed
    FROM "Request" r WHERE r."createdAt" >= ${since}::timestamptz GROUP BY 1 ORDER BY 1`,
  // A start that was asked for by name is a wait that was wanted, so it says nothing about us.
  timeToAccess: async (since) => {
    const [row] = await prisma.$queryRaw<{ automaticP50Ms: number | null; approvedP50Ms: number | null }[]>`
      SELECT
        percentile_disc(0.5) WITHIN GROUP (ORDER BY wait.ms) FILTER (WHERE wait.automatic) AS "automaticP50Ms",
        percentile_disc(0.5) WITHIN GROUP (ORDER BY wait.ms) FILTER (WHERE NOT wait.automatic) AS "approvedP50Ms"
      FROM (
        SELECT (extract(epoch FROM g."readyAt" - r."createdAt") * 1000)::double precision AS ms,
          r."decision"->>'outcome' = 'auto-approve' AS automatic
        FROM "Grant" g JOIN "Request" r ON r."id" = g."requestId"
        WHERE g."readyAt" >= ${since}::timestamptz AND g."scheduledFor" IS NULL
      ) wait`;
    return row ?? { automaticP50Ms: null, approvedP50Ms: null };
  },
  liveGrants: () => prisma.grant.count({ where: { status: live } }),
  liveGrantsByTarget: async () => {
    const rows = await prisma.grant.groupBy({ by: ["targetId"], where: { status: live }, _count: { _all: true } });
    return new Map(rows.map(({ targetId, _count }) => [targetId as TargetId, _count._all]));
  },
});
