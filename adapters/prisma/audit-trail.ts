import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { decodeCursor, encodeCursor } from "./keyset.ts";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { BadCursor } from "#core/domain/page.ts";
import type { AuditFilter, AuditTrail } from "#core/ports/audit-trail.ts";

type StoredEvent = Omit<AuditEvent, "position"> & { readonly id: bigint };

const batchRows = 2_000;

/**
 * No event's instant lies further from the instant at which it got its position: both fall into one statement, and a
 * statement ends within 30 s. The rest is for a clock that was set.
 */
const skew = Prisma.raw(`interval '5 minutes'`);

const equals = ["kind", "actorId", "personId", "requestId", "grantId", "entitlementId", "targetId"] as const;
const abouts = ["personId", "requestId", "grantId", "entitlementId", "targetId"] as const;
const eventColumns = Prisma.raw(
  ["id", "at", "kind", "actorId", "via", ...equals.slice(2), "correlationId", "data"]
    .map((name) => `e."${name}"`)
    .join(", "),
);

/**
 * Positions that can have an instant from `from` on: found in the index over time, so that a filter's own index, which is
 * ordered by position, need not be walked from the beginning.
 */
const notBefore = (from: Prisma.Sql): Prisma.Sql => Prisma.sql`e."id" > coalesce((
  SELECT x."id" FROM "AuditEvent" x WHERE x."at" < ${from} - ${skew} ORDER BY x."at" DESC, x."id" DESC LIMIT 1), 0)`;

const before = (to: Date): Prisma.Sql => Prisma.sql`e."id" < coalesce((
  SELECT x."id" FROM "AuditEvent" x WHERE x."at" >= ${to}::timestamptz + ${skew} ORDER BY x."at", x."id" LIMIT 1),
  9223372036854775807)`;

const conditions = (filter: AuditFilter): readonly Prisma.Sql[] => {
  const { from, to } = filter;
  return [
    ...equals.flatMap((name) =>
      filter[name] === undefined ? [] : [Prisma.sql`e.${Prisma.raw(`"${name}"`)} = ${filter[name]}`],
    ),
    ...(from ? [Prisma.sql`e."at" >= ${from}::timestamptz AND ${notBefore(Prisma.sql`${from}::timestamptz`)}`] : []),
    ...(to ? [Prisma.sql`e."at" < ${to}::timestamptz AND ${before(to)}`] : []),
  ];
};

const all = (found: readonly Prisma.Sql[]): Prisma.Sql => Prisma.join([Prisma.sql`true`, ...found], " AND ");

export const createAuditTrail = (prisma: Database): AuditTrail => ({
  page: async (filter, page) => {
    const after = page.cursor === undefined ? [] : [Prisma.sql`e."id" < ${positionIn(page.cursor)}`];
    const rows = await prisma.$queryRaw<StoredEvent[]>`
      SELECT ${eventColumns} FROM "AuditEvent" e WHERE ${all([...conditions(filter), ...after])}
      ORDER BY e."id" DESC LIMIT ${page.limit + 1}`;
    const items = rows.slice(0, page.limit).map(toEvent);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > page.limit && last ? encodeCursor([last.position]) : null };
  },
  export: (filter) => exportEvents(prisma, filter),
  readRecently: async (personId, view, withinMs) => {
    const since = Prisma.sql`(statement_timestamp() - ${withinMs}::int * interval '1 millisecond')`;
    const rows = await prisma.$queryRaw<unknown[]>`
      SELECT 1 FROM "AuditEvent" e
      WHERE e."actorId" = ${personId} AND e."data"->>'view' = ${view} AND e."at" > ${since} AND ${notBefore(since)}
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
    yield* rows.map(toEvent);
    const last = rows.at(-1);
    if (!last || rows.length < batchRows) return;
    position = last.id;
  }
}

/** What an event is not about is absent, not null. */
const toEvent = ({ id, ...event }: StoredEvent): AuditEvent => {
  const subjects = Object.fromEntries(abouts.flatMap((name) => (event[name] ? [[name, event[name]]] : [])));
  const { at, kind, actorId, via, correlationId, data } = event;
  return { position: String(id), at, kind, actorId, via, correlationId, data, ...subjects };
};

const positionIn = (cursor: string): bigint => {
  const [position = ""] = decodeCursor(cursor, 1);
  if (!/^[1-9]\d{0,18}$/.test(position)) throw new BadCursor();
  return BigInt(position);
};
