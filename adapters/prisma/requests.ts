import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { decodeInstantCursor, encodeCursor, pageOf } from "./keyset.ts";
import { readableRequest, withOwned } from "./readable-request.ts";
import { asRowOrNull, asRows, columns } from "./rows.ts";
import type { PersonId } from "#core/domain/ids.ts";
import type { Page } from "#core/domain/page.ts";
import type { Request, RequestStatus } from "#core/domain/request/request.ts";
import type { RecordedRequest, RequestFilter, RequestOutcome, Requests } from "#core/ports/requests.ts";

/** `statusAt` in SQL, so that a filter and the rows it finds agree. */
const isPending = Prisma.sql`(r."status" = 'pending' AND r."lapsesAt" > statement_timestamp())`;
const isOverdue = Prisma.sql`(r."status" = 'pending' AND r."lapsesAt" <= statement_timestamp())`;

const ofStatus = (status: RequestStatus): Prisma.Sql => {
  if (status === "pending") return isPending;
  return status === "lapsed" ? Prisma.sql`(r."status" = 'lapsed' OR ${isOverdue})` : Prisma.sql`r."status" = ${status}`;
};

/** `canDecideAt` in SQL: silence brings people in at their instant, whether a worker wrote it down or not. */
const canDecide = (personId: PersonId): Prisma.Sql => Prisma.sql`(r."approverIds" @> ARRAY[${personId}]::text[]
  OR (r."lateApprovers"->>${personId})::timestamptz <= statement_timestamp())`;

const toDecideBy = (personId: PersonId): Prisma.Sql => Prisma.sql`(${isPending}
  AND ${canDecide(personId)} AND r."requesterId" <> ${personId} AND r."holderId" <> ${personId}
  AND NOT EXISTS (SELECT FROM "Vote" v WHERE v."requestId" = r."id" AND v."subject" = r."subject"
    AND (v."confirmed" OR v."vote" = 'deny' OR NOT coalesce((r."decision"->>'stepUp')::boolean, false))
    AND (v."voterId" = ${personId} OR v."forId" = ${personId})))`;

const conditions = ({ status, party, toDecideBy: decider, readableBy }: RequestFilter, page: Page): Prisma.Sql => {
  const cursor = page.cursor === undefined ? null : decodeInstantCursor(page.cursor);
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(status ? [ofStatus(status)] : []),
      ...(party ? [Prisma.sql`(r."requesterId" = ${party} OR r."holderId" = ${party})`] : []),
      ...(decider ? [toDecideBy(decider)] : []),
      ...(readableBy ? [readableRequest(readableBy)] : []),
      ...(cursor ? [Prisma.sql`(r."createdAt", r."id") < (${cursor.at}::timestamptz, ${cursor.id})`] : []),
    ],
    " AND ",
  );
};

export const createRequests = (prisma: Database): Requests => {
  const select = async (where: Prisma.Sql, rest: Prisma.Sql = Prisma.empty, before: Prisma.Sql = Prisma.empty) =>
    asRows(
      "Request",
      await prisma.$queryRaw<Request[]>`
        ${before} SELECT ${columns("Request", "r")} FROM "Request" r WHERE ${where} ${rest}`,
    );
  return {
    find: async (id) => asRowOrNull("Request", await prisma.request.findUnique({ where: { id } })),
    outcomesOf: (ids) => prisma.$queryRaw<RequestOutcome[]>`
      SELECT r."id", CASE WHEN ${isOverdue} THEN 'lapsed' ELSE r."status" END AS "status", r."decision"->>'outcome' AS "decision"
      FROM "Request" r WHERE r."id" = ANY(${[...ids]}::text[])`,
    ofIds: async (ids) => asRows("Request", await prisma.request.findMany({ where: { id: { in: [...ids] } } })),
    votesOf: async (ids) =>
      asRows(
        "Vote",
        await prisma.vote.findMany({
          where: { requestId: { in: [...ids] } },
          orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        }),
      ),
    page: async (filter, page) => {
      const order = Prisma.sql`ORDER BY r."createdAt" DESC, r."id" DESC LIMIT ${page.limit + 1}`;
      const owned = filter.readableBy ? withOwned(filter.readableBy) : Prisma.empty;
      const rows = await select(conditions(filter, page), order, owned);
      return pageOf(rows, page, (request) => [request.createdAt.toISOString(), request.id]);
    },
    lapsed: (limit) => select(isOverdue, Prisma.sql`ORDER BY r."lapsesAt", r."id" LIMIT ${limit}`),
    toRoute: (since, policyNumber, limit) =>
      select(
        Prisma.sql`${isPending} AND (r."routedAt" < ${since}::timestamptz
          OR r."policyNumber" <> ${policyNumber} OR r."escalatesAt" <= statement_timestamp() OR r."approverIds" = '{}')`,
        Prisma.sql`ORDER BY r."createdAt", r."id" LIMIT ${limit}`,
      ),
    recorded: async (since, page) => {
      const cursor = page.cursor === undefined ? null : decodeInstantCursor(page.cursor);
      const after = cursor
        ? Prisma.sql`(r."createdAt", r."id") < (${cursor.at}::timestamptz, ${cursor.id})`
        : Prisma.sql`true`;
      const rows = await prisma.$queryRaw<Omit<RecordedRequest, "cursor">[]>`
        SELECT r."id", r."createdAt", r."facts", jsonb_build_object('outcome', r."decision"->'outcome',
          'ordered', r."decision"->'ordered', 'stages', r."decision"->'stages') AS answer
        FROM "Request" r WHERE r."createdAt" >= ${since}::timestamptz AND ${after}
        ORDER BY r."createdAt" DESC, r."id" DESC LIMIT ${page.limit + 1}`;
      const keysOf = ({ createdAt, id }: (typeof rows)[number]) => [createdAt.toISOString(), id];
      const { items, nextCursor } = pageOf(rows, page, keysOf);
      return { items: items.map((row) => ({ ...row, cursor: encodeCursor(keysOf(row)) })), nextCursor };
    },
    pending: () => select(isPending, Prisma.sql`ORDER BY r."createdAt", r."id"`),
    pendingOf: (personId) =>
      select(Prisma.sql`${isPending} AND (r."requesterId" = ${personId} OR r."holderId" = ${personId})`),
    pendingExtensionsOf: (grantIds) =>
      select(Prisma.sql`${isPending} AND r."extendsGrantId" = ANY(${[...grantIds]}::text[])`),
    countToDecide: async (personId) => {
      const [row] = await prisma.$queryRaw<{ n: number }[]>`
        SELECT count(*)::int AS n FROM "Request" r WHERE ${toDecideBy(personId)}`;
      return row?.n ?? 0;
    },
  };
};
