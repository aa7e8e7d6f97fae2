import { Prisma } from "../generated/client.ts";
import type { Database } from "../client.ts";
import { msBetween } from "./ms-between.ts";
import type { Window } from "#core/domain/report/report.ts";
import type { WaitSummary } from "#core/ports/report-rows.ts";

/** Policy alone decides in the same step in which the request is written, which makes the grant: their instants are then one. */
const waitsIn = ({ from, to }: Window): Prisma.Sql => Prisma.sql`
  SELECT g."entitlementId", g."createdAt" = g."requestedAt" AS automatic,
    ${msBetween(Prisma.sql`g."requestedAt"`, Prisma.sql`g."readyAt"`)} AS ms
  FROM "Grant" g
  WHERE g."readyAt" >= ${from}::timestamptz AND g."readyAt" < ${to}::timestamptz AND g."scheduledFor" IS NULL`;

export const waits = (prisma: Database, window: Window): Promise<WaitSummary[]> => prisma.$queryRaw<WaitSummary[]>`
  SELECT s.automatic, s."entitlementId", s.count, s.p[1] AS "p50Ms", s.p[2] AS "p90Ms", s.p[3] AS "maxMs"
  FROM (
    SELECT w.automatic, w."entitlementId", count(*)::int AS count,
      percentile_disc(ARRAY[0.5, 0.9, 1]) WITHIN GROUP (ORDER BY w.ms) AS p
    FROM (${waitsIn(window)}) w
    GROUP BY GROUPING SETS ((w.automatic), (w.automatic, w."entitlementId"))
  ) s
  ORDER BY s.count DESC, s."entitlementId"`;

export const waitBuckets = async (prisma: Database, window: Window, boundsMs: readonly number[]) => {
  const rows = await prisma.$queryRaw<{ automatic: boolean; bucket: number; count: number }[]>`
    SELECT w.automatic, width_bucket(w.ms, ${boundsMs}::double precision[]) AS bucket, count(*)::int AS count
    FROM (${waitsIn(window)}) w GROUP BY 1, 2`;
  const counts = (automatic: boolean): readonly number[] =>
    Array.from(
      { length: boundsMs.length + 1 },
      (_, bucket) => rows.find((row) => row.automatic === automatic && row.bucket === bucket)?.count ?? 0,
    );
  return { automatic: counts(true), approved: counts(false) };
};
