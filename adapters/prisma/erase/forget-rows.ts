import type { Database } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { forgetParts, isDecided, noFacts, type Part } from "./forget-parts.ts";
import { mentions } from "./mentions.ts";
import { erasedMark } from "#core/domain/audit/restore-personal-data.ts";
import type { Sought } from "#core/ports/erasures.ts";

/** One bounded piece: the first table that still has words of theirs; last, what was theirs alone. */
export const forgetRows = async (prisma: Database, sought: Sought): Promise<number> => {
  const forgotten = await forgetParts(prisma, [...partsOfAccess(sought), ...partsOfThePerson(sought)]);
  if (forgotten > 0) return forgotten;
  let rows = 0;
  for (const table of ["SavedSearch", "Favourite", "IdempotencyKey"])
    rows += await prisma.$executeRaw`DELETE FROM ${Prisma.raw(`"${table}"`)} WHERE "personId" = ${sought.personId}`;
  const counted = sought.emails.map((email) => `sign-in-by-account:${email.toLowerCase()}`);
  return rows + (await prisma.$executeRaw`DELETE FROM "RateLimit" WHERE lower("key") = ANY (${counted}::text[])`);
};

const partsOfAccess = ({ personId, accounts, emails }: Sought): readonly Part[] => {
  const named = (column: string): Prisma.Sql => mentions(Prisma.raw(`x."${column}"`), emails);
  const party = Prisma.sql`(q."requesterId" = ${personId} OR q."holderId" = ${personId})`;
  const isOver = Prisma.sql`NOT EXISTS (SELECT FROM "Grant" g WHERE g."holdingId" = x."id" AND g."status" <> 'ended')`;
  return [
    {
      table: "Request",
      set: Prisma.sql`"justification" = ${erasedMark}, "ticket" = NULL, "facts" = ${noFacts}`,
      where: Prisma.sql`(x."requesterId" = ${personId} OR x."holderId" = ${personId}) AND ${isDecided}
        AND (x."justification" <> ${erasedMark} OR x."ticket" IS NOT NULL OR x."facts"->'items' <> '[]'::jsonb)`,
    },
    {
      table: "Request",
      set: Prisma.sql`"justification" = ${erasedMark}`,
      where: Prisma.sql`${isDecided} AND ${named("justification")} AND NOT EXISTS (
        SELECT FROM "Grant" g WHERE g."requestId" = x."id" AND g."status" <> 'ended')`,
    },
    {
      table: "Vote",
      set: Prisma.sql`"comment" = ${erasedMark}`,
      where: Prisma.sql`x."comment" <> ${erasedMark} AND (x."voterId" = ${personId} OR x."forId" = ${personId} OR ${named("comment")}
        OR EXISTS (SELECT FROM "Request" q WHERE q."id" = x."requestId" AND ${party}))`,
    },
    {
      table: "BreakGlassReview",
      set: Prisma.sql`"comment" = ${erasedMark}`,
      where: Prisma.sql`x."comment" <> ${erasedMark}
        AND (${personId} IN (x."requesterId", x."holderId", coalesce(x."closedById", '')) OR ${named("comment")})`,
    },
    {
      table: "ReviewItem",
      set: Prisma.sql`"reason" = ${erasedMark}`,
      where: Prisma.sql`x."reason" <> ${erasedMark} 
        AND (${personId} IN (x."holderId", coalesce(x."decidedById", '')) OR ${named("reason")})`,
    },
    {
      // A finding's login is shown as long as somebody is still to answer for it.
      table: "ReviewItem",
      set: Prisma.sql`"account" = 'erased:' || "id"`,
      where: Prisma.sql`x."outcome" IS NOT NULL AND x."account" = ANY (${[...accounts]}::text[])`,
    },
    {
      table: "TriedAccount",
      set: Prisma.sql`"account" = 'erased:' || "id", "address" = NULL`,
      where: Prisma.sql`x."holderId" = ${personId} AND (x."account" <> 'erased:' || x."id" OR x."address" IS NOT NULL)`,
    },
    {
      table: "Operation",
      set: Prisma.sql`"error" = ${erasedMark}`,
      where: Prisma.sql`x."error" <> ${erasedMark}
        AND EXISTS (SELECT FROM "Holding" h WHERE h."id" = x."holdingId" AND h."holderId" = ${personId})`,
    },
    {
      // Where a target was given up, its end is only looked for now and then, under the login: by no other name, and so no longer.
      table: "Holding",
      set: Prisma.sql`"account" = 'erased:' || "id", "accountId" = NULL, "listedAs" = NULL, "lastError" = NULL,
        "quarantined" = '{}', "dueAt" = NULL, "leaseUntil" = NULL`,
      where: Prisma.sql`x."holderId" = ${personId} AND x."account" <> 'erased:' || x."id" AND ${isOver} AND (x."dueAt" IS NULL
        OR EXISTS (SELECT FROM "Target" t WHERE t."id" = x."targetId" AND t."retiredAt" IS NOT NULL))`,
    },
    {
      table: "Account",
      set: Prisma.sql`"account" = 'erased:' || "id"`,
      where: Prisma.sql`x."personId" = ${personId} AND x."account" <> 'erased:' || x."id"`,
    },
    {
      // What still stands at a target is shown under the login that has it, or nobody could remove it.
      table: "StandingAccess",
      set: Prisma.sql`"account" = 'erased:' || "id", "accountId" = NULL, "error" = NULL`,
      where: Prisma.sql`x."openKey" IS NULL AND x."account" = ANY (${[...accounts]}::text[])`,
    },
    {
      table: "KnownAccess",
      set: Prisma.sql`"account" = 'erased:' || "id", "reason" = ${erasedMark}`,
      where: Prisma.sql`x."retiredAt" IS NOT NULL AND x."account" = ANY (${[...accounts]}::text[])`,
    },
    {
      table: "KnownAccess",
      set: Prisma.sql`"reason" = ${erasedMark}`,
      where: Prisma.sql`x."reason" <> ${erasedMark} AND (${named("reason")} OR x."account" = ANY (${[...accounts]}::text[]))`,
    },
  ];
};

const partsOfThePerson = ({ personId, changeId, emails, accounts }: Sought): readonly Part[] => [
  {
    table: "Change",
    set: Prisma.sql`"summary" = ${erasedMark}, "reason" = NULL, "payload" = "payload" - 'account'`,
    where: Prisma.sql`x."summary" <> ${erasedMark}
      AND (x."id" = ${changeId} OR (x."kind" IN ('account', 'erasure') AND x."payload"->>'personId' = ${personId}))`,
  },
  {
    table: "Change",
    set: Prisma.sql`"summary" = ${erasedMark}`,
    where: Prisma.sql`x."summary" <> ${erasedMark} AND x."status" <> 'proposed'
      AND (x."authorId" = ${personId} OR ${mentions(Prisma.sql`x."summary"`, emails)})`,
  },
  {
    table: "Change",
    set: Prisma.sql`"reason" = ${erasedMark}`,
    where: Prisma.sql`x."reason" <> ${erasedMark}
      AND (x."decidedById" = ${personId} OR ${mentions(Prisma.sql`x."reason"`, emails)})`,
  },
  {
    // Which login of whom was let stand, or no longer.
    table: "Change",
    set: Prisma.sql`"summary" = ${erasedMark}, "payload" = "payload" || jsonb_build_object('account', ${erasedMark}::text, 'reason', ${erasedMark}::text)`,
    where: Prisma.sql`x."kind" = 'known' AND x."status" <> 'proposed' AND x."payload"->>'account' <> ${erasedMark}
      AND (x."payload"->>'account' = ANY (${[...accounts]}::text[]) OR ${mentions(Prisma.sql`x."payload"`, emails)})`,
  },
  {
    // What was proposed to be said of them. One that still waits can no longer be approved.
    table: "Change",
    set: Prisma.sql`"summary" = ${erasedMark}, "payload" = ("payload" - 'attributes')
      || jsonb_build_object('name', ${erasedMark}::text, 'email', 'erased@example.invalid')`,
    where: Prisma.sql`x."kind" = 'person' AND x."payload"->>'email' <> 'erased@example.invalid'
      AND (x."payload"->>'personId' = ${personId} OR lower(x."payload"->>'email') = ANY (${emails.map((email) => email.toLowerCase())}::text[]))`,
  },
  {
    // What an on-call feed said of them. The feed may go on saying it: of whom is not here nothing is kept.
    table: "ScheduleReading",
    set: Prisma.sql`"shifts" = (SELECT coalesce(jsonb_agg(s), '[]') FROM jsonb_array_elements("shifts") s
      WHERE NOT ${mentions(Prisma.sql`s`, emails)})`,
    where: mentions(Prisma.sql`x."shifts"`, emails),
  },
  {
    table: "Session",
    set: Prisma.sql`"address" = NULL, "userAgent" = NULL, "providerSubject" = NULL,
      "endedAt" = coalesce("endedAt", clock_timestamp())`,
    where: Prisma.sql`x."personId" = ${personId} AND (x."address" IS NOT NULL OR x."userAgent" IS NOT NULL
      OR x."providerSubject" IS NOT NULL OR x."endedAt" IS NULL)`,
  },
  {
    table: "ApiToken",
    set: Prisma.sql`"name" = ${erasedMark}, "revokedAt" = coalesce("revokedAt", clock_timestamp())`,
    where: Prisma.sql`x."personId" = ${personId} AND (x."name" <> ${erasedMark} OR x."revokedAt" IS NULL)`,
  },
  {
    // The key itself stays: with it a confirmation of theirs that is on record can still be checked.
    table: "Passkey",
    set: Prisma.sql`"name" = ${erasedMark}, "removedAt" = coalesce("removedAt", clock_timestamp())`,
    where: Prisma.sql`x."personId" = ${personId} AND (x."name" <> ${erasedMark} OR x."removedAt" IS NULL)`,
  },
  {
    table: "RecoveryCode",
    set: Prisma.sql`"replacedAt" = clock_timestamp()`,
    where: Prisma.sql`x."personId" = ${personId} AND x."replacedAt" IS NULL AND x."usedAt" IS NULL`,
  },
  {
    table: "NoticePreference",
    set: Prisma.sql`"silenced" = '{}', "quietFrom" = NULL, "quietUntil" = NULL`,
    where: Prisma.sql`x."id" = ${personId} AND (x."silenced" <> '{}' OR x."quietFrom" IS NOT NULL)`,
  },
  {
    table: "Delegation",
    set: Prisma.sql`"note" = NULL, "endedAt" = coalesce("endedAt", clock_timestamp())`,
    where: Prisma.sql`${personId} IN (x."personId", x."delegateId") AND (x."note" IS NOT NULL OR x."endedAt" IS NULL)`,
  },
  {
    // Also one that stands: somebody still has to say that they saw it, and of whom is told by the pseudonym.
    table: "Alarm",
    set: Prisma.sql`"detail" = ${erasedMark}, "openKey" = CASE WHEN "openKey" IS NOT NULL THEN "kind" || ' erased:' || "id" END`,
    where: Prisma.sql`x."personId" = ${personId} AND x."detail" <> ${erasedMark}`,
  },
  {
    table: "Delivery",
    versioned: false,
    set: Prisma.sql`"error" = NULL, "receipt" = NULL`,
    where: Prisma.sql`x."recipient" = ${personId} AND (x."error" IS NOT NULL OR x."receipt" IS NOT NULL)`,
  },
];
