import { Prisma } from "./generated/client.ts";
import { preparedMark, type Database } from "./client.ts";
import { decodeInstantCursor, pageOf } from "./keyset.ts";
import { readableRequest, withOwned } from "./readable-request.ts";
import { asRowOrNull, asRows, columns } from "./rows.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Page } from "#core/domain/page.ts";
import type { GrantFilter, Grants } from "#core/ports/grants.ts";

const openStatuses = ["scheduled", "activating", "active", "ending"] as const;
const unproved = { endReason: "unverified", provedAt: null };
const oldestFirst = [{ createdAt: "asc" as const }, { id: "asc" as const }];

const conditions = ({ status, holderId, readableBy }: GrantFilter, page: Page): Prisma.Sql => {
  const cursor = page.cursor === undefined ? null : decodeInstantCursor(page.cursor);
  const readable = (personId: NonNullable<typeof readableBy>): Prisma.Sql =>
    Prisma.sql`EXISTS (SELECT FROM "Request" r WHERE r."id" = g."requestId" AND ${readableRequest(personId)})`;
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(status ? [Prisma.sql`g."status" = ${status}`] : []),
      ...(holderId ? [Prisma.sql`g."holderId" = ${holderId}`] : []),
      ...(readableBy ? [readable(readableBy)] : []),
      ...(cursor ? [Prisma.sql`(g."createdAt", g."id") < (${cursor.at}::timestamptz, ${cursor.id})`] : []),
    ],
    " AND ",
  );
};

export const createGrants = (prisma: Database): Grants => {
  const all = async (where: Prisma.GrantWhereInput) =>
    asRows("Grant", await prisma.grant.findMany({ where, orderBy: oldestFirst }));
  return {
    find: async (id) => asRowOrNull("Grant", await prisma.grant.findUnique({ where: { id } })),
    ofIds: (ids) => all({ id: { in: [...ids] } }),
    ofRequests: (ids) => all({ requestId: { in: [...ids] } }),
    openOfHoldings: async (ids) =>
      asRows(
        "Grant",
        await prisma.$queryRaw<Grant[]>`${Prisma.raw(preparedMark)}
          SELECT ${columns("Grant", "g")} FROM "Grant" g
          WHERE g."holdingId" = ANY(${[...ids]}::text[]) AND g."status" = ANY(${[...openStatuses]}::text[])
          ORDER BY g."createdAt", g."id"`,
      ),
    unprovedOfHoldings: (ids) => all({ holdingId: { in: [...ids] }, status: "ended", ...unproved }),
    openOf: (holderId) => all({ holderId, status: { in: [...openStatuses] } }),
    openOn: async (id) => {
      const of = await prisma.entitlement.findMany({ where: { resourceId: id }, select: { id: true } });
      const entitlementId = { in: [id, ...of.map((each) => each.id)] };
      return all({ status: { in: [...openStatuses] }, OR: [{ targetId: id }, { entitlementId }] });
    },
    page: async (filter, page) => {
      const rows = await prisma.$queryRaw<Grant[]>`
        ${filter.readableBy ? withOwned(filter.readableBy) : Prisma.empty}
        SELECT ${columns("Grant", "g")} FROM "Grant" g WHERE ${conditions(filter, page)}
        ORDER BY g."createdAt" DESC, g."id" DESC LIMIT ${page.limit + 1}`;
      return pageOf(asRows("Grant", rows), page, (grant) => [grant.createdAt.toISOString(), grant.id]);
    },
    // From the obligation until the target confirmed: what lies between may have existed, whatever the deadline said. What no
    // target had confirmed by then may have stayed.
    at: (where, at) =>
      all({
        ...("entitlementId" in where ? { entitlementId: where.entitlementId } : { holderId: where.personId }),
        // A scheduled grant has a start and, until then, no obligation.
        activateBy: { not: null },
        startsAt: { lte: at },
        OR: [{ endedAt: null }, { endedAt: { gt: at } }, unproved, { provedAt: { gt: at } }],
      }),
  };
};
