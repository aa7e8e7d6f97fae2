import { Prisma } from "./generated/client.ts";
import { before, eventColumns, type StoredEvent } from "./audit-rows.ts";
import type { Database } from "./client.ts";
import { accessEventKinds } from "#core/domain/audit/access-from-events.ts";
import type { AuditTrail } from "#core/ports/audit-trail.ts";

type Where = Parameters<AuditTrail["accessEvents"]>[0];

/**
 * First the grants that had begun by then and were not confirmed gone, from the subject's own index; then all that the
 * record says about these few. Ended access of years costs one walk over its events and no memory.
 */
export const accessEvents = (prisma: Database, where: Where, at: Date): Promise<StoredEvent[]> => {
  const [column, id] = "entitlementId" in where ? ["entitlementId", where.entitlementId] : ["personId", where.personId];
  return prisma.$queryRaw<StoredEvent[]>`
    WITH held AS (
      SELECT e."grantId" FROM "AuditEvent" e
      WHERE e.${Prisma.raw(`"${column}"`)} = ${id} AND e."kind" IN ('grantActivating', 'grantEnded')
        AND e."grantId" IS NOT NULL AND ${before(at)}
      GROUP BY e."grantId"
      HAVING bool_or(e."kind" = 'grantActivating' AND coalesce((e."data"->>'startsAt')::timestamptz, e."at") <= ${at}::timestamptz)
        AND NOT bool_or(e."kind" = 'grantEnded' AND coalesce((e."data"->>'endedAt')::timestamptz, e."at") <= ${at}::timestamptz)
    )
    SELECT ${eventColumns} FROM "AuditEvent" e
    WHERE e."grantId" IN (SELECT h."grantId" FROM held h) AND e."kind" IN (${Prisma.join([...accessEventKinds])})
    ORDER BY e."id"`;
};
