import type { Database } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { asRow, asRows } from "../rows.ts";
import { forgetParts, isDecided, noFacts, type Part } from "./forget-parts.ts";
import { erasedMark } from "#core/domain/audit/restore-personal-data.ts";
import type { EventKind } from "#core/domain/audit/event.ts";
import type { RetentionClass } from "#core/domain/retention/retention.ts";
import type { Retentions } from "#core/ports/retentions.ts";

/** How many events are looked through at a time: well within a statement's 30 seconds. */
const eventsAtOnce = 20_000;

const reading: readonly EventKind[] = ["auditRead", "auditExported"];
const signIn: readonly EventKind[] = [
  ...(["signedIn", "signInFailed", "signedOut", "sessionEnded", "identityVerified"] as const),
  ...(["stepUpAsked", "stepUpPassed", "stepUpRefused"] as const),
];

/** What changed in policy, people and configuration belongs to no class: it is kept as long as the record. */
const isOf: Readonly<Record<RetentionClass, Prisma.Sql>> = {
  access: Prisma.sql`((e."requestId" IS NOT NULL OR e."grantId" IS NOT NULL) AND e."kind" <> ALL (${[...signIn, ...reading]}))`,
  "sign-in": Prisma.sql`e."kind" = ANY (${[...signIn]})`,
  reading: Prisma.sql`e."kind" = ANY (${[...reading]})`,
};

export const createRetentions = (prisma: Database): Retentions => ({
  current: async () => {
    const row = await prisma.retention.findUnique({ where: { id: "retention" } });
    return row && asRow("Retention", row);
  },
  sweeps: async () => asRows("RetentionSweep", await prisma.retentionSweep.findMany()),
  valuesOlderThan: async (of, olderThan, after) => {
    const [piece] = await prisma.$queryRaw<{ to: bigint | null; over: boolean }[]>`
      WITH goal AS (SELECT least(${reached}, coalesce((SELECT x."id" - 1 FROM "AuditEvent" x
        WHERE x."at" >= ${olderThan}::timestamptz ORDER BY x."at", x."id" LIMIT 1), 9223372036854775807)) AS "end")
      SELECT w."to", coalesce(w."to" >= g."end", true) AS over FROM goal g, LATERAL (SELECT max(v."id") AS "to" FROM (
        SELECT e."id" FROM "AuditEvent" e WHERE e."id" > ${BigInt(after)} AND e."id" <= g."end"
        ORDER BY e."id" LIMIT ${eventsAtOnce}) v) w`;
    if (typeof piece?.to !== "bigint") return { found: [], to: after, clearTo: after, over: true };
    const rows = await prisma.$queryRaw<{ position: bigint; field: string; held: boolean }[]>`
      SELECT p."eventId" AS position, p."field", ${isHeld(olderThan)} AS held
      FROM "AuditEvent" e JOIN "AuditPersonal" p ON p."eventId" = e."id"
      WHERE e."id" > ${BigInt(after)} AND e."id" <= ${piece.to} AND e."at" < ${olderThan}::timestamptz AND ${isOf[of]}
        AND starts_with(p."field", '/data/') AND p."value"#>>'{}' !~ '^per_[0-9A-Za-z]+$'
      ORDER BY p."eventId"`;
    const held = rows.find((row) => row.held);
    const found = rows.filter((row) => !row.held).map(({ position, field }) => ({ position: String(position), field }));
    const to = String(piece.to);
    return { found, to, clearTo: held ? String(held.position - 1n) : to, over: piece.over };
  },
  forgetRowsOlderThan: (of, olderThan) => forgetParts(prisma, partsOf[of](olderThan)),
});

/** Everything up to here is committed or never will be, and has its leaf. */
const reached = Prisma.sql`(SELECT coalesce(max(l."low"), 0) FROM "LogState" l WHERE l."id" = 'log')`;

const isLater = (olderThan: Date): Prisma.Sql =>
  Prisma.sql`(g."status" <> 'ended' OR g."endedAt" >= ${olderThan}::timestamptz)`;

/** Of something that is not over, or was not long enough ago. */
const isHeld = (olderThan: Date): Prisma.Sql => Prisma.sql`(
  EXISTS (SELECT FROM "Request" x WHERE x."id" = e."requestId" AND NOT ${isDecided})
  OR EXISTS (SELECT FROM "Grant" g WHERE g."id" = e."grantId" AND ${isLater(olderThan)})
  OR EXISTS (SELECT FROM "Grant" g WHERE g."requestId" = e."requestId" AND ${isLater(olderThan)})
  OR EXISTS (SELECT FROM "BreakGlassReview" b WHERE b."requestId" = e."requestId" AND b."closedAt" IS NULL))`;

const partsOfAccess = (olderThan: Date): readonly Part[] => {
  const before = Prisma.sql`< ${olderThan}::timestamptz`;
  const isOver = (requestId: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`(NOT EXISTS (SELECT FROM "Grant" g WHERE g."requestId" = ${requestId} AND ${isLater(olderThan)})
      AND NOT EXISTS (SELECT FROM "BreakGlassReview" b WHERE b."requestId" = ${requestId} AND b."closedAt" IS NULL))`;
  return [
    {
      table: "Request",
      set: Prisma.sql`"justification" = ${erasedMark}, "ticket" = NULL, "facts" = ${noFacts}`,
      where: Prisma.sql`${isDecided} AND coalesce(x."decidedAt", x."lapsesAt") ${before} AND ${isOver(Prisma.sql`x."id"`)}
        AND (x."justification" <> ${erasedMark} OR x."ticket" IS NOT NULL OR x."facts"->'items' <> '[]'::jsonb)`,
    },
    {
      table: "Vote",
      set: Prisma.sql`"comment" = ${erasedMark}`,
      where: Prisma.sql`x."comment" <> ${erasedMark} AND x."createdAt" ${before} AND ${isOver(Prisma.sql`x."requestId"`)}
        AND EXISTS (SELECT FROM "Request" q WHERE q."id" = x."requestId" AND q."justification" = ${erasedMark})`,
    },
    {
      table: "BreakGlassReview",
      set: Prisma.sql`"comment" = ${erasedMark}`,
      where: Prisma.sql`x."comment" <> ${erasedMark} AND x."closedAt" ${before}`,
    },
    {
      table: "ReviewItem",
      set: Prisma.sql`"reason" = ${erasedMark}`,
      where: Prisma.sql`x."reason" <> ${erasedMark} AND x."decidedAt" ${before}`,
    },
    {
      table: "Operation",
      set: Prisma.sql`"error" = ${erasedMark}`,
      where: Prisma.sql`x."error" <> ${erasedMark} AND x."finishedAt" ${before}`,
    },
  ];
};

const partsOf: Readonly<Record<RetentionClass, (olderThan: Date) => readonly Part[]>> = {
  access: partsOfAccess,
  "sign-in": (olderThan) => [
    {
      table: "Session",
      set: Prisma.sql`"address" = NULL, "userAgent" = NULL`,
      where: Prisma.sql`(x."address" IS NOT NULL OR x."userAgent" IS NOT NULL)
        AND least(x."endedAt", x."expiresAt") < ${olderThan}::timestamptz`,
    },
    {
      table: "TriedAccount",
      set: Prisma.sql`"address" = NULL`,
      where: Prisma.sql`x."address" IS NOT NULL AND x."lastAt" < ${olderThan}::timestamptz`,
    },
  ],
  reading: () => [],
};
