import { Prisma } from "../generated/client.ts";
import type { Database } from "../client.ts";
import { asRows, columns } from "../rows.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { Window } from "#core/domain/report/report.ts";
import type { UseCount } from "#core/ports/report-rows.ts";

const endedIn = ({ from, to }: Window, targetIds: readonly TargetId[]): Prisma.Sql => Prisma.sql`
  g."readyAt" >= ${from}::timestamptz AND g."readyAt" < ${to}::timestamptz AND g."status" = 'ended'
  AND g."targetId" = ANY (${[...targetIds]}::text[])`;

export const use = (prisma: Database, window: Window, targetIds: readonly TargetId[]): Promise<UseCount[]> =>
  prisma.$queryRaw<UseCount[]>`
    SELECT g."entitlementId", g."targetId",
      count(*) FILTER (WHERE g."credentialRevealedAt" IS NOT NULL)::int AS used,
      count(*) FILTER (WHERE g."credentialRevealedAt" IS NULL)::int AS unused
    FROM "Grant" g WHERE ${endedIn(window, targetIds)}
    GROUP BY 1, 2 ORDER BY unused DESC, g."entitlementId"`;

export const unused = async (
  prisma: Database,
  window: Window,
  targetIds: readonly TargetId[],
  limit: number,
): Promise<readonly Grant[]> =>
  asRows(
    "Grant",
    await prisma.$queryRaw<Grant[]>`
      SELECT ${columns("Grant", "g")} FROM "Grant" g
      WHERE ${endedIn(window, targetIds)} AND g."credentialRevealedAt" IS NULL
      ORDER BY g."readyAt" DESC, g."id" LIMIT ${limit}`,
  );
