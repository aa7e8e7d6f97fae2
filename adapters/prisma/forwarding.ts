import { Prisma } from "./generated/client.ts";
import { eventColumns, type StoredEvent } from "./audit-rows.ts";
import type { Database } from "./client.ts";
import { toEvents } from "./to-events.ts";
import type { Forwarding } from "#core/ports/forwarding.ts";

interface Claimed {
  readonly fence: number;
  readonly next: bigint;
  readonly attempts: number;
}
interface Standing {
  readonly id: string;
  readonly next: bigint;
  readonly behind: bigint;
  readonly deliveredAt: Date | null;
  readonly failedAt: Date | null;
  readonly error: string | null;
}

const later = (ms: number): Prisma.Sql => Prisma.sql`clock_timestamp() + ${ms}::int * interval '1 millisecond'`;

export const createForwarding = (prisma: Database): Forwarding => ({
  claim: async (sinkId, leaseMs) => {
    const [claimed] = await prisma.$queryRaw<Claimed[]>`
      INSERT INTO "EventForwarding" AS f ("id", "next", "fence", "leaseUntil", "attempts")
      VALUES (${sinkId}, 0, 1, ${later(leaseMs)}, 0)
      ON CONFLICT ("id") DO UPDATE SET "fence" = f."fence" + 1, "leaseUntil" = excluded."leaseUntil"
      WHERE f."leaseUntil" IS NULL OR f."leaseUntil" <= clock_timestamp()
      RETURNING f."fence", f."next", f."attempts"`;
    return claimed ? { ...claimed, next: Number(claimed.next) } : null;
  },
  eventsFrom: async (next, limit) => {
    const rows = await prisma.$queryRaw<(StoredEvent & { readonly index: bigint })[]>`
      SELECT l."index", ${eventColumns} FROM "LogLeaf" l JOIN "AuditEvent" e ON e."id" = l."eventId"
      WHERE l."index" >= ${next}::bigint ORDER BY l."index" LIMIT ${limit}`;
    const events = await toEvents(
      prisma,
      rows.map(({ index: _, ...event }) => event),
    );
    return events.map((event, at) => ({ index: Number(rows[at]?.index), event }));
  },
  advance: async (sinkId, fence, next, leaseMs) => {
    const changed = await prisma.$executeRaw`
      UPDATE "EventForwarding" SET "next" = ${next}::bigint, "leaseUntil" = ${later(leaseMs)}, "attempts" = 0,
        "deliveredAt" = clock_timestamp(), "error" = NULL
      WHERE "id" = ${sinkId} AND "fence" = ${fence}::int`;
    return changed === 1;
  },
  fail: async (sinkId, fence, error, retryAfterMs) => {
    await prisma.$executeRaw`
      UPDATE "EventForwarding" SET "attempts" = "attempts" + 1, "failedAt" = clock_timestamp(), "error" = ${error},
        "leaseUntil" = ${later(retryAfterMs)}
      WHERE "id" = ${sinkId} AND "fence" = ${fence}::int`;
  },
  release: async (sinkId, fence) => {
    await prisma.$executeRaw`
      UPDATE "EventForwarding" SET "leaseUntil" = NULL WHERE "id" = ${sinkId} AND "fence" = ${fence}::int`;
  },
  standing: async () => {
    const rows = await prisma.$queryRaw<Standing[]>`
      SELECT f."id", f."next", f."deliveredAt", f."failedAt", f."error",
        coalesce((SELECT max(l."index") + 1 FROM "LogLeaf" l), 0) - f."next" AS "behind"
      FROM "EventForwarding" f ORDER BY f."id"`;
    return rows.map(({ id, next, behind, ...rest }) => ({
      ...{ sinkId: id, next: Number(next), behind: Number(behind) },
      ...rest,
    }));
  },
});
