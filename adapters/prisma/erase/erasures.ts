import type { Database } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { asRows, columns } from "../rows.ts";
import { forgetRows } from "./forget-rows.ts";
import { mentions } from "./mentions.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { PersonalPlace } from "#core/ports/eraser.ts";
import type { Erasures, Sought } from "#core/ports/erasures.ts";

/** How many events, and how many requests, are looked through at a time: well within a statement's 30 seconds. */
const eventsAtOnce = 20_000;
const requestsAtOnce = 2_000;

export const createErasures = (prisma: Database): Erasures => ({
  ofPeople: async (ids) =>
    asRows("Erasure", await prisma.erasure.findMany({ where: { personId: { in: [...new Set(ids)] } } })),
  newest: async (limit) =>
    asRows(
      "Erasure",
      await prisma.erasure.findMany({ orderBy: [{ approvedAt: "desc" }, { id: "desc" }], take: limit }),
    ),
  unfinished: async () =>
    asRows(
      "Erasure",
      await prisma.erasure.findMany({ where: { status: { not: "done" } }, orderBy: [{ approvedAt: "asc" }] }),
    ),
  grantsBehind: async (personId) => {
    const [row] = await prisma.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM "Grant" g WHERE g."status" <> 'ended' AND (g."holderId" = ${personId}
        OR g."requestId" IN (SELECT q."id" FROM "Request" q WHERE q."requesterId" = ${personId}))`;
    return row?.n ?? 0;
  },
  accountsOf: async (personId) => {
    const rows = await prisma.$queryRaw<{ account: string }[]>`
      SELECT "account" FROM "Account" WHERE "personId" = ${personId}
      UNION SELECT "account" FROM "Holding" WHERE "holderId" = ${personId}`;
    return rows.map(({ account }) => account);
  },
  valuesOf: async (sought, after) => {
    const [piece] = await prisma.$queryRaw<{ to: bigint | null; end: bigint }[]>`
      WITH goal AS (${endOf(sought)})
      SELECT g."end", (SELECT max(w."id") FROM (
        SELECT e."id" FROM "AuditEvent" e WHERE e."id" > ${BigInt(after)} AND e."id" <= ${reached}
        ORDER BY e."id" LIMIT ${eventsAtOnce}) w) AS "to"
      FROM goal g`;
    if (!piece) throw new Error("a person is searched for before their name was taken away");
    if (piece.to === null) return { found: [], to: after, over: BigInt(after) >= piece.end };
    const found = await prisma.$queryRaw<PersonalPlace[]>`
      SELECT p."eventId"::text AS position, p."field"
      FROM "AuditEvent" e
      JOIN "AuditPersonal" p ON p."eventId" = e."id"
      LEFT JOIN "Request" r ON r."id" = e."requestId"
      LEFT JOIN "Grant" g ON g."id" = e."grantId"
      WHERE e."id" > ${BigInt(after)} AND e."id" <= ${piece.to}
        AND CASE WHEN ${isTheirs(sought)} THEN NOT ${isSomebodyElse(sought)} ELSE ${namesThem(sought)} END`;
    return { found, to: String(piece.to), over: piece.to >= piece.end };
  },
  requestsNaming: async ({ personId, emails }, after) => {
    const window = Prisma.sql`
      SELECT r."id" FROM "Request" r WHERE r."id" > ${after} ORDER BY r."id" LIMIT ${requestsAtOnce}`;
    const [last] = await prisma.$queryRaw<{ id: string | null }[]>`SELECT max(w."id") AS id FROM (${window}) w`;
    if (!last?.id) return { found: [], to: after, over: true };
    const rows = await prisma.$queryRaw<Request[]>`
      SELECT ${columns("Request", "r")} FROM "Request" r WHERE r."id" IN (${window})
        AND r."requesterId" <> ${personId} AND r."holderId" <> ${personId}
        AND (strpos(r."facts"::text, ${personId}) > 0 OR ${mentions(Prisma.sql`r."facts"`, emails)})`;
    return { found: asRows("Request", rows), to: last.id, over: false };
  },
  forgetRows: (sought) => forgetRows(prisma, sought),
});

/** Everything up to here is committed or never will be. What lies above it is not looked at yet. */
const reached = Prisma.sql`(SELECT coalesce(max(l."low"), 0) FROM "LogState" l WHERE l."id" = 'log')`;

/** The position at which their name went: nothing that was decided later knows it. */
const endOf = ({ personId }: Sought): Prisma.Sql => Prisma.sql`
  SELECT max(e."id") AS "end" FROM "AuditEvent" e
  WHERE e."personId" = ${personId} AND e."kind" = 'identityErased' HAVING count(*) > 0`;

const isTheirs = ({ personId, changeId }: Sought): Prisma.Sql => Prisma.sql`coalesce(
  e."actorId" = ${personId} OR e."personId" = ${personId} OR r."requesterId" = ${personId} OR r."holderId" = ${personId}
  OR g."holderId" = ${personId} OR e."data"->>'changeId' = ${changeId}, false)`;

const isSomebodyElse = ({ personId }: Sought): Prisma.Sql =>
  Prisma.sql`(p."value"#>>'{}' ~ '^per_[0-9A-Za-z]+$' AND p."value"#>>'{}' <> ${personId})`;

const namesThem = ({ personId, names, emails, accounts }: Sought): Prisma.Sql => Prisma.sql`(
  strpos(p."value"::text, ${personId}) > 0 OR p."value"#>>'{}' = ANY (${[...names, ...accounts]}::text[])
  OR ${mentions(Prisma.sql`p."value"`, emails)})`;
