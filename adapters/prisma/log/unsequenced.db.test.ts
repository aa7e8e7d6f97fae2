import { expect, test } from "vitest";
import { connectDatabase } from "../client.ts";
import { createUnsequenced } from "./unsequenced.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const inLog = 50_000;
const waiting = 40;

test("with 50,000 entries in the log, what has none yet is found without looking through those that have", async () => {
  const owner = connectDatabase(database.ownerUrl, { connections: 1 });
  await owner.prisma.$executeRaw`
    INSERT INTO "AuditEvent" ("kind", "via", "correlationId", "data")
    SELECT 'grantActivated', 'ticker', 'scale', '{}' FROM generate_series(1, ${inLog + waiting}::int)`;
  await owner.prisma.$executeRaw`
    INSERT INTO "LogLeaf" ("index", "eventId", "entry")
    SELECT row_number() OVER (ORDER BY "id") - 1, "id", '' FROM "AuditEvent" ORDER BY "id" LIMIT ${inLog}`;
  await owner.prisma.$executeRaw`
    INSERT INTO "LogState" ("id", "fence", "low", "horizon")
    SELECT 'log', 0, max("eventId"), max("eventId") FROM "LogLeaf"
    ON CONFLICT ("id") DO UPDATE SET "low" = excluded."low", "horizon" = excluded."horizon"`;
  await owner.prisma.$executeRaw`ANALYZE "AuditEvent"`;
  await owner.prisma.$executeRaw`ANALYZE "LogLeaf"`;
  const entriesRead = async (): Promise<number> => {
    await owner.prisma.$executeRaw`SELECT pg_stat_force_next_flush()`;
    const [leaves] = await owner.prisma.$queryRaw<{ n: number }[]>`
      SELECT (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
        + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'LogLeaf'))::int AS n
      FROM pg_stat_user_tables WHERE relname = 'LogLeaf'`;
    return leaves!.n;
  };
  await entriesRead();
  const before = await entriesRead();

  const app = connectDatabase(database.appUrl, { connections: 1 });
  const { unsequenced } = createUnsequenced(app.pool);
  // More rounds than the five after which the server may keep a plan for all parameters.
  for (let round = 0; round < 8; round++) expect(await unsequenced(100)).toHaveLength(waiting);
  // A session reports what it read when it ends.
  await app.close();
  expect(await entriesRead()).toBeLessThan(before + inLog);
  await owner.close();
});
