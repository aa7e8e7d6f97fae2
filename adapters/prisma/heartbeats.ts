import type { Database } from "./client.ts";
import type { Heartbeats } from "#core/ports/heartbeats.ts";

export const createHeartbeats = (prisma: Database): Heartbeats => ({
  beat: async (id, detail) => {
    await prisma.$executeRaw`
      INSERT INTO "Heartbeat" ("id", "at", "detail") VALUES (${id}, clock_timestamp(), ${detail})
      ON CONFLICT ("id") DO UPDATE SET "at" = excluded."at", "detail" = excluded."detail"`;
  },
  last: (id) => prisma.heartbeat.findUnique({ where: { id }, select: { at: true, detail: true } }),
});
