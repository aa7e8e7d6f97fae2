import { expect, test } from "vitest";
import { connectDatabase } from "./client.ts";
import { createGrants } from "./grants.ts";
import { createHoldings } from "./holdings.ts";
import { createRetirements } from "./retirements.ts";
import { ids, sampleTarget } from "./sample-rows.ts";
import { createStore } from "./store/store.ts";
import { insert, transition } from "#core/domain/transition.ts";
import { planOf, statementsOf } from "#core/testing/statements-of.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();

test("with 100,000 holdings, nothing that the ticker asks again and again reads them all", async () => {
  const owner = connectDatabase(database.ownerUrl, { connections: 1 });
  const targets = [sampleTarget(), sampleTarget(), sampleTarget({ retiringAt: new Date() })];
  await createStore(owner.prisma).commit({ personId: null, via: "console", correlationId: "scale" }, [
    transition({ writes: targets.map((target) => insert("Target", target)) }),
  ]);
  const targetIds = targets.map(({ id }) => id);
  await owner.prisma.$executeRaw`
    INSERT INTO "Holding" ("id", "version", "targetId", "entitlementId", "holderId", "account", "state", "dueAt", "fence", "attempts")
    SELECT 'hld_' || n, 1, (${targetIds}::text[])[1 + n % 3], 'ent', 'per', 'acc' || n, 'present',
      clock_timestamp() + (n - 500) * interval '1 second', 0, 0 FROM generate_series(1, 100000) n`;
  await owner.prisma.$executeRaw`
    INSERT INTO "Grant" ("id", "version", "status", "requestId", "holdingId", "holderId", "entitlementId", "targetId",
      "durationSeconds", "expiresAt", "createdAt")
    SELECT 'grt_' || n, 1, 'active', 'req', 'hld_' || n, 'per', 'ent', (${targetIds}::text[])[1 + n % 3], 60,
      clock_timestamp() + (n - 30) * interval '1 second', clock_timestamp() FROM generate_series(1, 100000) n`;
  await owner.prisma.$executeRaw`ANALYZE "Holding"`;
  await owner.prisma.$executeRaw`ANALYZE "Grant"`;
  const scans = async (): Promise<readonly number[]> => {
    await owner.prisma.$executeRaw`SELECT pg_stat_force_next_flush()`;
    const rows = await owner.prisma.$queryRaw<{ n: number }[]>`
      SELECT seq_scan::int AS n FROM pg_stat_user_tables WHERE relname IN ('Holding', 'Grant') ORDER BY relname`;
    return rows.map(({ n }) => n);
  };
  await scans();
  const before = await scans();

  const app = connectDatabase(database.appUrl, { connections: 1 });
  const holdings = createHoldings(app.prisma, ids);
  const grants = createGrants(app.prisma);
  const retirements = createRetirements(app.prisma);
  const asked = statementsOf(app.pool);
  // More rounds than the five after which the server may keep a plan for all parameters.
  for (let round = 0; round < 8; round++) {
    const claims = await holdings.claimDue({ limit: 32, perTarget: 8, leaseMs: 60_000, except: [] });
    expect(claims).toHaveLength(24);
    expect(await grants.openOfHoldings(claims.map(({ holding }) => holding.id))).toHaveLength(24);
    expect(await holdings.nextDueAt()).not.toBeNull();
    expect((await holdings.overdue(0)).total).toBeGreaterThanOrEqual(9);
    expect(await retirements.retirementsDone()).toEqual([]);
  }
  expect(asked).toHaveLength(5);
  for (const statement of [...asked]) {
    const lines = await planOf(app.pool, statement);
    expect(lines.some((line) => /Index.* Scan.* on "(Holding|Grant)"/.test(line))).toBe(true);
    expect(lines.filter((line) => /Seq Scan on "(Holding|Grant)"/.test(line))).toEqual([]);
  }
  // A session reports what it scanned when it ends.
  await app.close();
  expect(await scans()).toEqual(before);
  await owner.close();
});
