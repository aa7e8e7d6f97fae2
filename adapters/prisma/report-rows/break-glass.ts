import type { Database } from "../client.ts";
import type { Window } from "#core/domain/report/report.ts";
import type { EmergencyUse } from "#core/ports/report-rows.ts";

/** Emergencies are few; their table is small, and read over its instants. */
export const emergencies = (prisma: Database, { from, to }: Window): Promise<EmergencyUse[]> =>
  prisma.$queryRaw<EmergencyUse[]>`
    SELECT b."requestId", b."requesterId", b."holderId", b."openedAt", b."closedAt", b."closedById", b."outcome"
    FROM "BreakGlassReview" b WHERE b."openedAt" >= ${from}::timestamptz AND b."openedAt" < ${to}::timestamptz
    ORDER BY b."openedAt" DESC, b."id"`;
