import { Prisma } from "./generated/client.ts";
import { eventColumns, skew, type StoredEvent } from "./audit-rows.ts";
import type { Database } from "./client.ts";
import type { GrantId } from "#core/domain/ids.ts";
import { accessEventKinds } from "#core/domain/audit/access-from-events.ts";
import type { AuditTrail } from "#core/ports/audit-trail.ts";

type Where = Parameters<AuditTrail["accessEvents"]>[0];

/**
 * First the grants that had begun by then and were not confirmed gone, from an index over nothing but the two events at the ends
 * of access: no event is read for what was over long before. With them, from an index of their own, the few of which an end says
 * that no target confirmed it: those may have been there ever since. Then all that the record says about these few. The instants
 * that count are in the events; by those of the events themselves, which are a moment later, a few more are looked at than wanted.
 */
export const accessEvents = async (prisma: Database, where: Where, at: Date): Promise<readonly StoredEvent[]> => {
  const [column, id] = "entitlementId" in where ? ["entitlementId", where.entitlementId] : ["personId", where.personId];
  const of = (alias: string): Prisma.Sql => Prisma.sql`${Prisma.raw(`${alias}."${column}"`)} = ${id}`;
  const held = await prisma.$queryRaw<{ grantId: GrantId }[]>`
    SELECT b."grantId" FROM "AuditEvent" b
    WHERE ${of("b")} AND b."kind" = 'grantActivating' AND b."grantId" IS NOT NULL AND b."at" <= ${at}::timestamptz + ${skew}
      AND NOT EXISTS (SELECT FROM "AuditEvent" e WHERE ${of("e")} AND e."kind" = 'grantEnded' AND e."grantId" = b."grantId"
        AND e."at" <= ${at}::timestamptz - ${skew})
    UNION SELECT u."grantId" FROM "AuditEvent" u
    WHERE ${of("u")} AND u."kind" = 'grantEnded' AND u."data"->>'endReason' = 'unverified' AND u."grantId" IS NOT NULL`;
  // Asked apart: how few they are is nothing that a plan for both could know.
  return prisma.$queryRaw<StoredEvent[]>`
    SELECT ${eventColumns} FROM "AuditEvent" e
    WHERE e."grantId" = ANY (${held.map(({ grantId }) => grantId)}::text[]) AND e."kind" IN (${Prisma.join([...accessEventKinds])})
    ORDER BY e."id"`;
};
