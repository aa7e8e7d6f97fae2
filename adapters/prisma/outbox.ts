import { Prisma } from "./generated/client.ts";
import { preparedMark, type Database, type DatabaseOptions } from "./client.ts";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import type { PersonId } from "#core/domain/ids.ts";
import type { Delivery, Notice } from "#core/domain/notice/notice.ts";
import type { NoticePreference } from "#core/domain/notice/preference.ts";
import type { Ids } from "#core/ports/ids.ts";
import type { ChannelHealth, ClaimedDelivery, Outbox } from "#core/ports/outbox.ts";
import { forgetOld } from "./forget-old.ts";
import { calls, tell } from "./tell.ts";

const prepared = Prisma.raw(preparedMark);
const clock = Prisma.sql`clock AS MATERIALIZED (SELECT date_trunc('milliseconds', clock_timestamp()) AS at)`;
const leased = (ms: number): Prisma.Sql => Prisma.sql`c.at + ${ms}::int * interval '1 millisecond'`;

/** The columns of a notice, for a SELECT that calls its table `n`. */
export const noticeColumns = Prisma.raw(
  ["id", "kind", "requestId", "grantId", "targetId", "changeId", "personId", "actorId", "data", "createdAt"]
    .map((name) => `n."${name}"`)
    .join(", "),
);
const deliveryColumns = Prisma.raw(
  ["id", "noticeId", "channel", "recipient", "requestId", "status", "attempts", "receipt", "createdAt"]
    .map((name) => `d."${name}"`)
    .join(", "),
);

type Alias = "o" | "n" | "d";

/** Due and nobody's: judged when rows of `alias` are picked, and again under the lock of each that is claimed. */
const isFree = (alias: Alias): Prisma.Sql =>
  Prisma.raw(`${alias}."dueAt" <= c.at AND (${alias}."leaseUntil" IS NULL OR ${alias}."leaseUntil" <= c.at)`);

const skipping = (alias: Alias, skipsLocked: boolean): Prisma.Sql =>
  skipsLocked ? Prisma.raw(`FOR UPDATE OF ${alias} SKIP LOCKED`) : Prisma.empty;

/** SKIP LOCKED only spares workers the wait for each other; the lease, read again by the update that takes it, keeps them apart. */
export const createOutbox = (
  prisma: Database,
  ids: Ids,
  { skipsLocked = true, noticesKeptDays = 90 }: Pick<DatabaseOptions, "skipsLocked" | "noticesKeptDays"> = {},
): Outbox => ({
  claimEvents: (limit, leaseMs) => prisma.$queryRaw<AuditEvent[]>`${prepared}
    WITH ${clock},
    picked AS MATERIALIZED (
      SELECT o."eventId" FROM "Outbox" o, clock c
      WHERE ${isFree("o")}
      ORDER BY o."eventId" LIMIT ${limit}::int ${skipping("o", skipsLocked)}
    ),
    claimed AS (
      UPDATE "Outbox" o SET "leaseUntil" = ${leased(leaseMs)}, "attempts" = o."attempts" + 1
      FROM picked p, clock c WHERE o."eventId" = p."eventId" AND ${isFree("o")} RETURNING o."eventId"
    )
    SELECT e."id"::text AS "position", e."at", e."kind", e."actorId", e."via", e."correlationId", e."personId", e."requestId",
      e."grantId", e."entitlementId", e."targetId", e."data"
    FROM claimed o JOIN "AuditEvent" e ON e."id" = o."eventId" ORDER BY e."id"`,
  claimNotices: (limit, leaseMs) => prisma.$queryRaw<Notice[]>`${prepared}
    WITH ${clock},
    picked AS MATERIALIZED (
      SELECT n."id" FROM "Notice" n, clock c
      WHERE ${isFree("n")}
      ORDER BY n."dueAt" LIMIT ${limit}::int ${skipping("n", skipsLocked)}
    )
    UPDATE "Notice" n SET "leaseUntil" = ${leased(leaseMs)}, "attempts" = n."attempts" + 1
    FROM picked p, clock c WHERE n."id" = p."id" AND ${isFree("n")} RETURNING ${noticeColumns}`,
  tell: (told) => tell(prisma, ids, told),
  claimDeliveries: async (channel, limit, leaseMs) => {
    const claimed = await prisma.$queryRaw<{ delivery: Delivery; notice: Notice }[]>`${prepared}
      WITH ${clock},
      picked AS MATERIALIZED (
        SELECT d."id" FROM "Delivery" d, clock c
        WHERE d."channel" = ${channel} AND ${isFree("d")}
        ORDER BY d."dueAt" LIMIT ${limit}::int ${skipping("d", skipsLocked)}
      ),
      claimed AS (
        UPDATE "Delivery" d SET "leaseUntil" = ${leased(leaseMs)}, "attempts" = d."attempts" + 1
        FROM picked p, clock c WHERE d."id" = p."id" AND ${isFree("d")} RETURNING ${deliveryColumns}
      )
      SELECT to_jsonb(d) AS delivery, to_jsonb(n) AS notice
      FROM claimed d, LATERAL (SELECT ${noticeColumns} FROM "Notice" n WHERE n."id" = d."noticeId") n`;
    return claimed.map(({ delivery, notice }): ClaimedDelivery => ({
      delivery: dated(delivery),
      notice: dated(notice),
    }));
  },
  settle: async ({ id, attempts }, attempt) => {
    const status = attempt.outcome === "failed" && attempt.retryInMs !== null ? "waiting" : attempt.outcome;
    const retryInMs = attempt.outcome === "failed" ? attempt.retryInMs : null;
    const receipt = attempt.outcome === "delivered" && attempt.receipt ? JSON.stringify(attempt.receipt) : null;
    const error = attempt.outcome === "failed" ? attempt.error : null;
    // What was sent stays sent, also where telling it what became of the matter fails for good. And where the matter was
    // settled while the message was on its way, the message must be told so: the fan-out of the settling waits for this row.
    await prisma.$executeRaw`
      WITH ${clock}
      UPDATE "Delivery" d SET "leaseUntil" = NULL, "error" = ${error},
        "status" = CASE WHEN d."receipt" IS NOT NULL THEN 'delivered' ELSE ${status} END,
        "receipt" = coalesce(d."receipt", ${receipt}::jsonb),
        "settledAt" = CASE WHEN ${status} = 'waiting' AND d."receipt" IS NOT NULL THEN d."settledAt" ELSE c.at END,
        "attempts" = CASE WHEN ${status} = 'delivered' THEN 0 ELSE d."attempts" END,
        "dueAt" = CASE
          WHEN ${retryInMs}::int IS NOT NULL THEN c.at + ${retryInMs}::int * interval '1 millisecond'
          WHEN d."receipt" IS NULL AND ${receipt}::jsonb IS NOT NULL AND EXISTS (
            SELECT FROM "Request" r, "Notice" n WHERE r."id" = d."requestId" AND r."status" <> 'pending'
              AND n."id" = d."noticeId" AND n."kind" IN ${calls}) THEN c.at
        END
      FROM clock c WHERE d."id" = ${id} AND d."attempts" = ${attempts}::int AND d."leaseUntil" IS NOT NULL`;
  },
  toldOf: async ({ kind, requestId, data }, among) => {
    const about =
      requestId === null
        ? Prisma.sql`d."channel" = 'inbox' AND n."data"->>'reviewId' = ${String(data["reviewId"])}`
        : Prisma.sql`d."requestId" = ${requestId}`;
    const rows = await prisma.$queryRaw<{ recipient: PersonId }[]>`
      SELECT DISTINCT d."recipient" FROM "Delivery" d JOIN "Notice" n ON n."id" = d."noticeId"
      WHERE d."recipient" = ANY (${[...among]}::text[]) AND ${about} AND n."kind" = ${kind}`;
    return rows.map(({ recipient }) => recipient);
  },
  deliveriesOf: (requestId) => prisma.$queryRaw<Delivery[]>`
    SELECT ${deliveryColumns} FROM "Delivery" d JOIN "Notice" n ON n."id" = d."noticeId"
    WHERE d."requestId" = ${requestId} AND n."kind" IN ('requestToDecide', 'requestLapsesSoon')`,
  troubledOf: (requestIds) => prisma.$queryRaw<Delivery[]>`
    SELECT ${deliveryColumns} FROM "Delivery" d JOIN "Notice" n ON n."id" = d."noticeId"
    WHERE d."requestId" = ANY(${[...requestIds]}::text[]) AND n."kind" IN ('requestToDecide', 'requestLapsesSoon')
      AND d."channel" <> 'inbox' AND EXISTS (
        SELECT FROM "Delivery" f WHERE f."requestId" = d."requestId" AND f."recipient" = d."recipient"
          AND f."channel" <> 'inbox' AND f."error" IS NOT NULL)`,
  channelHealth: () => prisma.$queryRaw<ChannelHealth[]>`
    SELECT h."channel", h."deliveredAt", f."settledAt" AS "failedAt", f."error", h."waiting"::int AS "waiting"
    FROM (
      SELECT d."channel", max(d."settledAt") FILTER (WHERE d."status" = 'delivered') AS "deliveredAt",
        count(*) FILTER (WHERE d."status" = 'waiting') AS "waiting"
      FROM "Delivery" d WHERE d."createdAt" > clock_timestamp() - interval '30 days' GROUP BY d."channel"
    ) h LEFT JOIN LATERAL (
      SELECT d."settledAt", d."error" FROM "Delivery" d
      WHERE d."channel" = h."channel" AND d."error" IS NOT NULL
        AND d."createdAt" > clock_timestamp() - interval '30 days'
      ORDER BY d."settledAt" DESC NULLS LAST LIMIT 1
    ) f ON true ORDER BY h."channel"`,
  preferencesOf: async (people) =>
    (await prisma.noticePreference.findMany({ where: { id: { in: [...people] } } })) as unknown as NoticePreference[],
  forgetOld: (limit) => forgetOld(prisma, noticesKeptDays, limit),
  nextDueAt: async (channels) => {
    const [row] = await prisma.$queryRaw<{ at: Date | null }[]>`
      SELECT least(
        (SELECT min(greatest(o."dueAt", o."leaseUntil")) FROM "Outbox" o),
        (SELECT min(greatest(n."dueAt", n."leaseUntil")) FROM "Notice" n WHERE n."dueAt" IS NOT NULL),
        (SELECT min(greatest(d."dueAt", d."leaseUntil")) FROM "Delivery" d
          WHERE d."channel" = ANY (${[...channels]}::text[]) AND d."dueAt" IS NOT NULL)
      ) AS at`;
    return row?.at ?? null;
  },
  acceptOnce: async (callId) => {
    await prisma.$executeRaw`DELETE FROM "InboundCall" WHERE "at" < clock_timestamp() - interval '1 hour'`;
    const kept = await prisma.$executeRaw`
      INSERT INTO "InboundCall" ("id", "at") VALUES (${callId}, clock_timestamp()) ON CONFLICT DO NOTHING`;
    return kept === 1;
  },
});

/** JSON carries instants as text. */
const dated = <T extends { readonly createdAt: Date }>(row: T): T => ({ ...row, createdAt: new Date(row.createdAt) });
