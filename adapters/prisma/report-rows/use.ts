import { Prisma } from "../generated/client.ts";
import type { Database } from "../client.ts";
import { asRows, columns } from "../rows.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { Window } from "#core/domain/report/report.ts";
import type { UseCount, UseTargets } from "#core/ports/report-rows.ts";

const isAt = (targets: readonly TargetId[]): Prisma.Sql => Prisma.sql`g."targetId" = ANY (${[...targets]}::text[])`;

/**
 * Every grant that ended, with what is known of its use. A person's own account serves one grant after another, and only the
 * first and the last use of it are kept: of a grant between the two nothing is known, and it is left out.
 */
const ended = ({ from, to }: Window, { credential, telling }: UseTargets): Prisma.Sql => Prisma.sql`
  SELECT g.*, CASE
      WHEN u."id" IS NOT NULL AND (${isAt(credential)} OR u."firstSeenAt" BETWEEN g."readyAt" AND g."endedAt"
        OR u."lastSeenAt" BETWEEN g."readyAt" AND g."endedAt") THEN 'used'
      WHEN ${isAt(credential)} AND g."credentialRevealedAt" IS NULL THEN 'unshown'
      WHEN NOT ${isAt(telling)} THEN 'used'
      WHEN u."firstSeenAt" < g."readyAt" AND u."lastSeenAt" > g."endedAt" THEN NULL
      ELSE 'unseen' END AS use
  FROM "Grant" g LEFT JOIN "HoldingUse" u ON u."id" = g."holdingId"
  WHERE g."readyAt" >= ${from}::timestamptz AND g."readyAt" < ${to}::timestamptz AND g."status" = 'ended'
    AND ${isAt([...credential, ...telling])}`;

export const use = (prisma: Database, window: Window, targets: UseTargets): Promise<UseCount[]> =>
  prisma.$queryRaw<UseCount[]>`
    SELECT g."entitlementId", g."targetId",
      count(*) FILTER (WHERE g.use = 'used')::int AS used,
      count(*) FILTER (WHERE g.use = 'unseen')::int AS unseen,
      count(*) FILTER (WHERE g.use = 'unshown')::int AS unshown
    FROM (${ended(window, targets)}) g WHERE g.use IS NOT NULL
    GROUP BY 1, 2 ORDER BY count(*) FILTER (WHERE g.use <> 'used') DESC, g."entitlementId"`;

export const unused = async (
  prisma: Database,
  window: Window,
  targets: UseTargets,
  limit: number,
): Promise<readonly Grant[]> =>
  asRows(
    "Grant",
    await prisma.$queryRaw<Grant[]>`
      SELECT ${columns("Grant", "g")} FROM (${ended(window, targets)}) g
      WHERE g.use IN ('unseen', 'unshown')
      ORDER BY g."readyAt" DESC, g."id" LIMIT ${limit}`,
  );
