import { Prisma } from "./generated/client.ts";
import { accessEvents } from "./access-events.ts";
import { conditions, eventColumns, notBefore, positionOf, type StoredEvent } from "./audit-rows.ts";
import type { Database } from "./client.ts";
import { decodeCursor, encodeCursor } from "./keyset.ts";
import { toEvents } from "./to-events.ts";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import type { AuditFilter, AuditTrail } from "#core/ports/audit-trail.ts";

const batchRows = 2_000;

const all = (found: readonly Prisma.Sql[]): Prisma.Sql => Prisma.join([Prisma.sql`true`, ...found], " AND ");

export const createAuditTrail = (prisma: Database): AuditTrail => ({
  page: async (filter, page) => {
    const after = page.cursor === undefined ? [] : [Prisma.sql`e."id" < ${positionIn(page.cursor)}`];
    const rows = await prisma.$queryRaw<StoredEvent[]>`
      SELECT ${eventColumns} FROM "AuditEvent" e WHERE ${all([...conditions(filter), ...after])}
      ORDER BY e."id" DESC LIMIT ${page.limit + 1}`;
    const items = await toEvents(prisma, rows.slice(0, page.limit));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > page.limit && last ? encodeCursor([last.position]) : null };
  },
  around: async (position, count) => {
    const rows = await prisma.$queryRaw<StoredEvent[]>`
      (SELECT ${eventColumns} FROM "AuditEvent" e WHERE e."id" <= ${positionOf(position)}
        ORDER BY e."id" DESC LIMIT ${count + 1})
      UNION ALL
      (SELECT ${eventColumns} FROM "AuditEvent" e WHERE e."id" > ${positionOf(position)} ORDER BY e."id" LIMIT ${count})
      ORDER BY "id"`;
    return toEvents(prisma, rows);
  },
  accessEvents: async (where, at) => toEvents(prisma, await accessEvents(prisma, where, at)),
  ofRequests: async (ids, kind) => {
    if (ids.length === 0) return [];
    const rows = await prisma.$queryRaw<StoredEvent[]>`
      SELECT ${eventColumns} FROM "AuditEvent" e
      WHERE e."requestId" IN (${Prisma.join([...ids])}) AND e."kind" = ${kind} ORDER BY e."id"`;
    return toEvents(prisma, rows);
  },
  export: (filter) => exportEvents(prisma, filter),
  readRecently: async (personId, view, withinMs) => {
    const since = Prisma.sql`(statement_timestamp() - ${withinMs}::int * interval '1 millisecond')`;
    const rows = await prisma.$queryRaw<unknown[]>`
      SELECT 1 FROM "AuditEvent" e
      LEFT JOIN "AuditPersonal" p ON p."eventId" = e."id" AND p."field" = '/data/view'
      WHERE e."actorId" = ${personId} AND coalesce(e."data"->>'view', p."value"#>>'{}') = ${view} AND e."at" > ${since} AND ${notBefore(since)}
      ORDER BY e."id" DESC LIMIT 1`;
    return rows.length > 0;
  },
});

/** Ends at the position that was last when it began, so that it ends at all while events are written. */
async function* exportEvents(prisma: Database, filter: AuditFilter): AsyncGenerator<AuditEvent> {
  const [newest] = await prisma.$queryRaw<{ id: bigint | null }[]>`SELECT max("id") AS id FROM "AuditEvent"`;
  const end = newest?.id ?? 0n;
  const wanted = all(conditions(filter));
  let position = 0n;
  for (;;) {
    const rows = await prisma.$queryRaw<StoredEvent[]>`
      SELECT ${eventColumns} FROM "AuditEvent" e WHERE ${wanted} AND e."id" > ${position} AND e."id" <= ${end}
      ORDER BY e."id" LIMIT ${batchRows}`;
    yield* await toEvents(prisma, rows);
    const last = rows.at(-1);
    if (!last || rows.length < batchRows) return;
    position = last.id;
  }
}

const positionIn = (cursor: string): bigint => positionOf(decodeCursor(cursor, 1)[0] ?? "");
