import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { decodeInstantCursor, pageOf } from "./keyset.ts";
import { asRows, columns } from "./rows.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { ExplainedHolding } from "#core/domain/standing/compare-holders.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import type { ScanClaim, Standing, TargetScan } from "#core/ports/standing.ts";

export const createStanding = (prisma: Database): Standing => ({
  countByTarget: async () => {
    const rows = await prisma.$queryRaw<{ targetId: TargetId; count: number }[]>`
      SELECT s."targetId", count(*)::int AS count FROM "StandingAccess" s
      WHERE s."openKey" IS NOT NULL AND NOT EXISTS (SELECT FROM "KnownAccess" k
        WHERE k."entitlementId" = s."entitlementId" AND k."account" = s."account" AND k."retiredAt" IS NULL)
      GROUP BY s."targetId"`;
    return new Map(rows.map(({ targetId, count }) => [targetId, count]));
  },
  explained: (targetId) => prisma.$queryRaw<ExplainedHolding[]>`
    SELECT h."id" AS "holdingId", h."entitlementId", h."account", h."accountId" FROM "Holding" h
    WHERE h."id" IN (SELECT g."holdingId" FROM "Grant" g
      WHERE g."targetId" = ${targetId} AND g."status" IN ('activating', 'active', 'ending'))`,
  openOf: async (targetId) =>
    asRows("StandingAccess", await prisma.standingAccess.findMany({ where: { targetId, openKey: { not: null } } })),
  openAt: async (keys) =>
    asRows("StandingAccess", await prisma.standingAccess.findMany({ where: { openKey: { in: [...keys] } } })),
  ofIds: async (ids) =>
    asRows("StandingAccess", await prisma.standingAccess.findMany({ where: { id: { in: [...ids] } } })),
  known: async (targetId) =>
    asRows("KnownAccess", await prisma.knownAccess.findMany({ where: { targetId, retiredAt: null } })),
  findKnown: async (entitlementId, account) =>
    asRows("KnownAccess", await prisma.knownAccess.findMany({ where: { entitlementId, account } }))[0] ?? null,
  page: async (targetId, page) => {
    const cursor = page.cursor === undefined ? null : decodeInstantCursor(page.cursor);
    const rows = await prisma.$queryRaw<StandingAccess[]>`
      SELECT ${columns("StandingAccess", "s")} FROM "StandingAccess" s WHERE s."openKey" IS NOT NULL
        ${targetId === null ? Prisma.empty : Prisma.sql`AND s."targetId" = ${targetId}`}
        ${cursor ? Prisma.sql`AND (s."foundAt", s."id") < (${cursor.at}::timestamptz, ${cursor.id})` : Prisma.empty}
      ORDER BY s."foundAt" DESC, s."id" DESC LIMIT ${page.limit + 1}`;
    return pageOf(asRows("StandingAccess", rows), page, (found) => [found.foundAt.toISOString(), found.id]);
  },
  scans: async () => {
    return prisma.$queryRaw<TargetScan[]>`
      SELECT "targetId", "scannedAt", "holders", "error",
        "dueAt" <= clock_timestamp() OR coalesce("leaseUntil" > clock_timestamp(), false) AS "isDue"
      FROM "TargetScan"`;
  },
  ...scanClaims(prisma),
});

/** As a column keeps it, which would round up: what is due now is not due in half a millisecond. */
const now = Prisma.sql`date_trunc('milliseconds', clock_timestamp())`;

/** A row is made for each target when it is first looked at; whoever raises its lease has the target. */
const scanClaims = (
  prisma: Database,
): Pick<Standing, "claimScan" | "renewScan" | "askScan" | "noteScan" | "scanAllSoon"> => ({
  scanAllSoon: async () => {
    await prisma.$executeRaw`UPDATE "TargetScan" SET "dueAt" = ${now} WHERE "dueAt" > clock_timestamp()`;
  },
  claimScan: async (leaseMs) => {
    await prisma.$executeRaw`
      INSERT INTO "TargetScan" ("targetId", "dueAt")
      SELECT t."id", ${now} FROM "Target" t
      WHERE t."retiredAt" IS NULL AND NOT EXISTS (SELECT FROM "TargetScan" s WHERE s."targetId" = t."id")
      ON CONFLICT ("targetId") DO NOTHING`;
    const [claimed] = await prisma.$queryRaw<ScanClaim[]>`
      UPDATE "TargetScan" s SET "leaseUntil" = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
      WHERE s."targetId" = (
        SELECT d."targetId" FROM "TargetScan" d JOIN "Target" t ON t."id" = d."targetId" AND t."retiredAt" IS NULL
        WHERE d."dueAt" <= clock_timestamp() AND (d."leaseUntil" IS NULL OR d."leaseUntil" <= clock_timestamp())
        ORDER BY d."dueAt" LIMIT 1)
        AND (s."leaseUntil" IS NULL OR s."leaseUntil" <= clock_timestamp())
      RETURNING s."targetId", s."leaseUntil"`;
    return claimed ?? null;
  },
  renewScan: async ({ targetId, leaseUntil }, leaseMs) => {
    const [renewed] = await prisma.$queryRaw<ScanClaim[]>`
      UPDATE "TargetScan" SET "leaseUntil" =
        greatest(clock_timestamp() + ${leaseMs}::int * interval '1 millisecond', "leaseUntil" + interval '1 millisecond')
      WHERE "targetId" = ${targetId} AND "leaseUntil" = ${leaseUntil}::timestamptz AND "leaseUntil" > clock_timestamp()
      RETURNING "targetId", "leaseUntil"`;
    return renewed ?? null;
  },
  askScan: async (targetId) => {
    await prisma.$executeRaw`
      UPDATE "TargetScan" SET "dueAt" = ${now} WHERE "targetId" = ${targetId} AND "dueAt" > clock_timestamp()`;
  },
  noteScan: async ({ targetId, leaseUntil }, outcome, everyMs) => {
    const [holders, error] = "error" in outcome ? [null, outcome.error] : [outcome.holders, null];
    await prisma.$executeRaw`
      UPDATE "TargetScan" SET "leaseUntil" = NULL, "error" = ${error},
        "dueAt" = clock_timestamp() + ${everyMs}::int * interval '1 millisecond',
        "scannedAt" = CASE WHEN ${error}::text IS NULL THEN clock_timestamp() ELSE "scannedAt" END,
        "holders" = coalesce(${holders}::int, "holders")
      WHERE "targetId" = ${targetId} AND "leaseUntil" = ${leaseUntil}::timestamptz`;
  },
});
