import { Prisma } from "./generated/client.ts";
import { before, eventColumns, notBefore, type StoredEvent } from "./audit-rows.ts";
import type { Database } from "./client.ts";
import { toEvents } from "./to-events.ts";
import type { EventKind } from "#core/domain/audit/event.ts";
import type { Evidence, LoggedEvent, LogPart } from "#core/ports/evidence.ts";

type Logged = StoredEvent & { readonly index: bigint };

const within = ({ size, from, to }: LogPart, kinds: readonly EventKind[] | null): Prisma.Sql =>
  Prisma.join(
    [
      Prisma.sql`l."index" < ${size}::bigint`,
      ...(kinds ? [Prisma.sql`e."kind" IN (${Prisma.join([...kinds])})`] : []),
      ...(from ? [Prisma.sql`e."at" >= ${from}::timestamptz AND ${notBefore(Prisma.sql`${from}::timestamptz`)}`] : []),
      ...(to ? [Prisma.sql`e."at" < ${to}::timestamptz AND ${before(to)}`] : []),
    ],
    " AND ",
  );

const logged = Prisma.sql`"LogLeaf" l JOIN "AuditEvent" e ON e."id" = l."eventId"`;

/** By position; nothing for an event without personal values, or whose values were all erased. */
const saltsOf = async (
  prisma: Database,
  rows: readonly StoredEvent[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> => {
  const ids = rows.filter(({ commitments }) => Object.keys(commitments).length > 0).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await prisma.$queryRaw<{ position: string; salts: Record<string, string> }[]>`
    SELECT "eventId"::text AS position, jsonb_object_agg("field", encode("salt", 'base64')) AS salts
    FROM "AuditPersonal" WHERE "eventId" = ANY (${ids}::bigint[]) GROUP BY "eventId"`;
  return new Map(found.map(({ position, salts }) => [position, salts]));
};

export const createEvidence = (prisma: Database): Evidence => {
  const named = async (rows: readonly Logged[]): Promise<readonly LoggedEvent[]> => {
    const stored = rows.map(({ index: _, ...event }) => event);
    const [events, salts] = await Promise.all([toEvents(prisma, stored), saltsOf(prisma, stored)]);
    return events.map((event, at) => ({
      ...{ index: Number(rows[at]?.index), event },
      salts: salts.get(event.position) ?? {},
    }));
  };
  return {
    checkpoint: async (size) => {
      const [row] = await prisma.$queryRaw<{ note: string; at: Date }[]>`
        SELECT "note", "at" FROM "LogCheckpoint" WHERE "size" = ${size}::bigint`;
      if (!row) return null;
      const lines = await prisma.logCosignature.findMany({
        where: { size: BigInt(size) },
        select: { line: true },
        orderBy: { witness: "asc" },
      });
      const note = [row.note, ...lines.map(({ line }) => `${line}\n`)].join("");
      return { size, note, at: row.at, cosigned: lines.length > 0 };
    },
    events: async (part, kinds, next, limit) =>
      named(
        await prisma.$queryRaw<Logged[]>`
          SELECT l."index", ${eventColumns} FROM ${logged}
          WHERE ${within(part, kinds)} AND l."index" >= ${next}::bigint ORDER BY l."index" LIMIT ${limit}`,
      ),
    count: async (part, kinds) => {
      const [row] = await prisma.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM ${logged} WHERE ${within(part, kinds)}`;
      return row?.count ?? 0;
    },
    about: async (subject, size) => {
      const [column, ids] =
        "grantIds" in subject ? (["grantId", subject.grantIds] as const) : (["requestId", subject.requestIds] as const);
      if (ids.length === 0) return [];
      return named(
        await prisma.$queryRaw<Logged[]>`
          SELECT l."index", ${eventColumns} FROM ${logged}
          WHERE e.${Prisma.raw(`"${column}"`)} IN (${Prisma.join([...ids])}) AND l."index" < ${size}::bigint
          ORDER BY l."index"`,
      );
    },
  };
};
