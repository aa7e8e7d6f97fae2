import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase } from "./client.ts";
import { createOutbox } from "./outbox.ts";
import { ids } from "./sample-rows.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const connections = [connectDatabase(database.appUrl), connectDatabase(database.appUrl)];
const owner = connectDatabase(database.ownerUrl);
afterAll(() => Promise.all([...connections, owner].map(({ close }) => close())));

const count = 40;
const leaseMs = 60_000;

beforeAll(async () => {
  await owner.prisma.$executeRaw`
    INSERT INTO "AuditEvent" ("kind", "via", "correlationId", "data")
    SELECT 'signedIn', 'ticker', 'outbox', '{}' FROM generate_series(1, ${count}::int)`;
});

describe.each([
  ["that skip what others have locked", true],
  ["on an engine that cannot skip", false],
])("claims %s", (_, skipsLocked) => {
  const workers = Array.from({ length: 6 }, (_none, at) =>
    createOutbox(connections[at % 2]!.prisma, ids, { skipsLocked }),
  );

  beforeEach(async () => {
    await owner.prisma.$executeRaw`TRUNCATE "Outbox", "Notice", "Delivery"`;
    await owner.prisma
      .$executeRaw`INSERT INTO "Outbox" ("eventId", "dueAt") SELECT "id", clock_timestamp() FROM "AuditEvent"`;
    await owner.prisma.$executeRaw`
      INSERT INTO "Notice" ("id", "kind", "data", "createdAt", "dueAt")
      SELECT 'ntc_' || n, 'alarm', '{}', clock_timestamp(), clock_timestamp() FROM generate_series(1, ${count}::int) n`;
    await owner.prisma.$executeRaw`
      INSERT INTO "Delivery" ("id", "noticeId", "channel", "recipient", "status", "dueAt", "attempts", "createdAt")
      SELECT 'dlv_' || n, 'ntc_' || n, 'email', 'per_1', 'waiting', clock_timestamp(), 0, clock_timestamp()
      FROM generate_series(1, ${count}::int) n`;
  });

  /** Everybody takes a few at a time, at once, until there is nothing left. */
  const takenBy = async (take: (worker: (typeof workers)[number]) => Promise<readonly string[]>) => {
    const rounds = async (worker: (typeof workers)[number]): Promise<readonly string[]> => {
      const taken: string[] = [];
      for (let empty = 0; empty < 2;) {
        const some = await take(worker);
        empty = some.length === 0 ? empty + 1 : 0;
        taken.push(...some);
      }
      return taken;
    };
    return (await Promise.all(workers.map(rounds))).flat();
  };
  const expectEachOnce = (taken: readonly string[]): void => {
    expect(taken).toHaveLength(count);
    expect(new Set(taken).size).toBe(count);
  };

  it("give each event, notice and message to one of six workers, and all of them to somebody", async () => {
    expectEachOnce(await takenBy(async (to) => (await to.claimEvents(5, leaseMs)).map(({ position }) => position)));
    expectEachOnce(await takenBy(async (to) => (await to.claimNotices(5, leaseMs)).map(({ id }) => id)));
    expectEachOnce(
      await takenBy(async (to) => (await to.claimDeliveries("email", 5, leaseMs)).map(({ delivery }) => delivery.id)),
    );
  });

  it("take again what somebody had and never gave back", async () => {
    const [worker] = workers;
    expect(await worker!.claimNotices(count, leaseMs)).toHaveLength(count);
    expect(await worker!.claimNotices(count, leaseMs)).toHaveLength(0);
    await owner.prisma.$executeRaw`UPDATE "Notice" SET "leaseUntil" = clock_timestamp() - interval '1 ms'`;
    expect(await worker!.claimNotices(count, leaseMs)).toHaveLength(count);
  });

  it("are waited for only where their channel is still there: one that was taken away keeps nobody awake", async () => {
    const [worker] = workers;
    await owner.prisma.$executeRaw`TRUNCATE "Outbox", "Notice"`;
    expect(await worker!.nextDueAt(["email"])).not.toBeNull();
    expect(await worker!.nextDueAt(["slack", "webhook"])).toBeNull();
    expect(await worker!.nextDueAt([])).toBeNull();
  });
});
