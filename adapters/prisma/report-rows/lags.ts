import { Prisma } from "../generated/client.ts";
import type { Database } from "../client.ts";
import { msBetween } from "./ms-between.ts";
import { revocationObjectiveMs } from "#core/domain/grant/revocation-objective.ts";
import type { Window } from "#core/domain/report/report.ts";
import type { EndedAccess } from "#core/ports/report-rows.ts";
import type { LagSummary } from "#core/ports/reports.ts";

/** Until `to`, or until now. */
interface Since {
  readonly from: Date;
  readonly to: Window["to"] | null;
}

const due = Prisma.sql`CASE g."endReason" WHEN 'expired' THEN g."expiresAt" ELSE g."endingAt" END`;

/** An end that was accepted unproved is over since its target was heard again. */
const gone = Prisma.sql`coalesce(g."provedAt", g."endedAt")`;

/**
 * Only access that existed can be late in going: grants that were ready once. What was not verified may have existed without
 * anybody having read it, so it counts either way.
 */
const endsIn = ({ from, to }: Since): Prisma.Sql => Prisma.sql`
  SELECT g."id", g."targetId", g."endReason" IS DISTINCT FROM 'unverified' OR g."provedAt" IS NOT NULL AS confirmed,
    ${due} AS due, greatest(0, ${msBetween(due, gone)}) AS "lagMs"
  FROM "Grant" g
  WHERE g."endedAt" >= ${from}::timestamptz
    AND g."endedAt" < coalesce(${to}::timestamptz, 'infinity') AND (g."readyAt" IS NOT NULL OR g."endReason" = 'unverified')`;

const confirmed = Prisma.sql`e.confirmed`;

export const lags = (prisma: Database, window: Since): Promise<LagSummary[]> => prisma.$queryRaw<LagSummary[]>`
  SELECT s."targetId", s.count, s.late, s.unverified, s.p[1] AS "p50Ms", s.p[2] AS "p99Ms", s.p[3] AS "maxMs"
  FROM (
    SELECT e."targetId", count(*)::int AS count,
      (count(*) FILTER (WHERE ${confirmed} AND e."lagMs" > ${revocationObjectiveMs}))::int AS late,
      (count(*) FILTER (WHERE NOT ${confirmed}))::int AS unverified,
      percentile_disc(ARRAY[0.5, 0.99, 1]) WITHIN GROUP (ORDER BY e."lagMs") FILTER (WHERE ${confirmed}) AS p
    FROM (${endsIn(window)}) e
    GROUP BY GROUPING SETS ((), (e."targetId"))
  ) s
  ORDER BY s."targetId" NULLS FIRST`;

/** The slowest are found from the index alone; only these few rows are read. */
export const slowestEnds = (prisma: Database, window: Window, limit: number): Promise<EndedAccess[]> =>
  prisma.$queryRaw<EndedAccess[]>`
    SELECT g."id" AS "grantId", g."holderId", g."entitlementId", g."endReason", s.due AS "dueAt", ${gone} AS "endedAt", s."lagMs"
    FROM (
      SELECT e."id", e.due, e."lagMs" FROM (${endsIn(window)}) e
      WHERE ${confirmed} ORDER BY e."lagMs" DESC, e."id" LIMIT ${limit}
    ) s JOIN "Grant" g ON g."id" = s."id" ORDER BY s."lagMs" DESC, g."id"`;
