import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { asRowOrNull, asRows, columns } from "./rows.ts";
import { sessionIdleMs, type Session } from "#core/domain/directory/session.ts";
import type { Sessions } from "#core/ports/sessions.ts";

/** `isSessionLive` in SQL. */
const isLive = Prisma.sql`(s."endedAt" IS NULL AND s."expiresAt" > statement_timestamp()
  AND s."seenAt" > statement_timestamp() - ${sessionIdleMs}::int * interval '1 millisecond')`;

const newestFirst = [{ createdAt: "desc" as const }, { id: "desc" as const }];

export const createSessions = (prisma: Database): Sessions => ({
  find: async (id) => asRowOrNull("Session", await prisma.session.findUnique({ where: { id } })),
  liveOf: async (personId) =>
    asRows(
      "Session",
      await prisma.$queryRaw<Session[]>`
        SELECT ${columns("Session", "s")} FROM "Session" s
        WHERE s."personId" = ${personId} AND ${isLive} ORDER BY s."createdAt" DESC, s."id" DESC`,
    ),
  // The version stays: being seen is no change of state, and must not make an ending that runs at the same moment fail.
  // A session that was idle for too long is not woken.
  touch: async (id) => {
    await prisma.$executeRaw`
      UPDATE "Session" SET "seenAt" = date_trunc('milliseconds', clock_timestamp())
      WHERE "id" = ${id} AND "endedAt" IS NULL AND "seenAt" <= clock_timestamp() - interval '1 minute'
        AND "seenAt" > clock_timestamp() - ${sessionIdleMs}::int * interval '1 millisecond'`;
  },
  // Only a session that was left standing or signed out speaks for a browser: one that somebody ended may have been a thief's.
  isDeviceKnown: async ({ id, personId, userAgent, createdAt }) =>
    userAgent !== null &&
    (await prisma.session.findFirst({
      where: {
        personId,
        userAgent,
        id: { not: id },
        createdAt: { lt: createdAt },
        OR: [{ endReason: null }, { endReason: "signed-out" }],
      },
      select: { id: true },
    })) !== null,
  findToken: async (id) => asRowOrNull("ApiToken", await prisma.apiToken.findUnique({ where: { id } })),
  tokenByHash: async (hash) => asRowOrNull("ApiToken", await prisma.apiToken.findUnique({ where: { hash } })),
  tokensOf: async (personId) =>
    asRows("ApiToken", await prisma.apiToken.findMany({ where: { personId }, orderBy: newestFirst })),
});
