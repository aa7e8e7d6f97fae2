import { Prisma } from "../generated/client.ts";
import type { Database } from "../client.ts";
import type { Window } from "#core/domain/report/report.ts";
import type { EndedAccess } from "#core/ports/report-rows.ts";
import type { LagSummary } from "#core/ports/reports.ts";

/** Only access that existed can be late in going: grants that were ready once. */
const endsIn = ({ from, to }: Window): Prisma.Sql => Prisma.sql`
  SELECT g."id", g."holderId", g."entitlementId", g."targetId", g."endReason", g."endedAt",
    CASE g."endReason" WHEN 'expired' THEN g."expiresAt" ELSE g."endingAt" END AS due
  FROM "Grant" g
  WHERE g."endedAt" >= ${from}::timestamptz AND g."endedAt" < ${to}::timestamptz AND g."readyAt" IS NOT NULL`;

const lag = Prisma.sql`greatest(0, extract(epoch FROM e."endedAt" - e.due) * 1000)::double precision`;

export const lags = (prisma: Database, window: Window): Promise<LagSummary[]> => prisma.$queryRaw<LagSummary[]>`
  SELECT s."targetId", s.count, s.p[1] AS "p50Ms", s.p[2] AS "p99Ms", s.p[3] AS "maxMs"
  FROM (
    SELECT e."targetId", count(*)::int AS count,
      percentile_disc(ARRAY[0.5, 0.99, 1]) WITHIN GROUP (ORDER BY ${lag}) AS p
    FROM (${endsIn(window)}) e
    GROUP BY GROUPING SETS ((), (e."targetId"))
  ) s
  ORDER BY s."targetId" NULLS FIRST`;

export const slowestEnds = (prisma: Database, window: Window, limit: number): Promise<EndedAccess[]> =>
  prisma.$queryRaw<EndedAccess[]>`
    SELECT e."id" AS "grantId", e."holderId", e."entitlementId", e."endReason", e.due AS "dueAt", e."endedAt",
      ${lag} AS "lagMs"
    FROM (${endsIn(window)}) e ORDER BY "lagMs" DESC, e."id" LIMIT ${limit}`;
