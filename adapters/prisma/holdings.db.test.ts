import { afterAll, beforeEach, expect, test } from "vitest";
import { connectDatabase } from "./client.ts";
import { createHoldings } from "./holdings.ts";
import { ids, sampleGrant, sampleHolding, sampleTarget } from "./sample-rows.ts";
import { createStore } from "./store/store.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { insert, transition, update } from "#core/domain/transition.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const connection = connectDatabase(database.appUrl);
const owner = connectDatabase(database.ownerUrl);
afterAll(() => Promise.all([connection.close(), owner.close()]));
const { prisma } = connection;
const store = createStore(prisma);
const holdings = createHoldings(prisma, ids);
const by: Actor = { personId: null, via: "ticker", correlationId: "claims" };

beforeEach(async () => {
  await owner.prisma.$executeRaw`TRUNCATE "Holding", "Grant", "Target", "Operation"`;
});
const ago = (ms: number): Date => new Date(databaseNow.getTime() - ms);
const [{ at: databaseNow }] = (await prisma.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`) as [
  { at: Date },
];
const minute = 60_000;

const target = async (): Promise<TargetId> => {
  const row = sampleTarget();
  await store.commit(by, [transition({ writes: [insert("Target", row)] })]);
  return row.id;
};
const holding = async (changes: Partial<Holding>, grants: readonly Partial<Grant>[] = []): Promise<Holding> => {
  const row = sampleHolding(changes);
  const own = grants.map((grant) => sampleGrant({ holdingId: row.id, targetId: row.targetId, ...grant }));
  await store.commit(by, [
    transition({ writes: [insert("Holding", row), ...own.map((grant) => insert("Grant", grant))] }),
  ]);
  return row;
};
const claim = (limit = 100, perTarget = 100, leaseMs = minute) =>
  holdings.claimDue({ limit, perTarget, leaseMs, except: [] });

test("a claim raises fence and version, leases, and records the operation that begins", async () => {
  const due = await holding({ targetId: await target(), dueAt: ago(minute), fence: 4 });
  const [claimed, ...more] = await claim();
  expect(more).toEqual([]);
  const leaseUntil = new Date(claimed!.claimedAt.getTime() + minute);
  expect(claimed?.holding).toEqual({ ...due, version: 2, fence: 5, leaseUntil });
  expect(await holdings.find(due.id)).toEqual(claimed?.holding);
  const operation = await prisma.operation.findUnique({ where: { id: claimed!.operation.id } });
  expect(operation).toEqual(claimed?.operation);
  expect(operation).toMatchObject({
    holdingId: due.id,
    targetId: due.targetId,
    fence: 5,
    kind: "remove",
    outcome: null,
  });
  expect(operation?.startedAt).toEqual(claimed?.claimedAt);
  expect(await claim()).toEqual([]);
});

test("only what is due and not leased is claimed; a lease that ended no longer counts", async () => {
  const targetId = await target();
  const ended = await holding({ targetId, dueAt: ago(minute), leaseUntil: ago(1) });
  await holding({ targetId, dueAt: null });
  await holding({ targetId, dueAt: ago(-10 * minute) });
  await holding({ targetId, dueAt: ago(minute), leaseUntil: ago(-10 * minute) });
  expect((await claim()).map((claimed) => claimed.holding.id)).toEqual([ended.id]);
});

test.for([
  ["apply", { status: "activating", activateBy: ago(-minute), removeBy: ago(-minute) }],
  ["apply", { status: "active", expiresAt: ago(-minute) }],
  ["apply", { status: "scheduled", scheduledFor: ago(minute), durationSeconds: 3600 }],
  ["remove", { status: "active", expiresAt: ago(1) }],
  ["remove", { status: "activating", activateBy: ago(1), removeBy: ago(-minute) }],
  ["remove", { status: "scheduled", scheduledFor: ago(-minute) }],
  ["remove", { status: "scheduled", scheduledFor: ago(10 * minute), durationSeconds: 60 }],
  ["remove", { status: "ending", endingAt: ago(1) }],
] as const)("the operation is to %s for a grant that is %o", async ([kind, grant]) => {
  await holding({ targetId: await target(), dueAt: ago(minute) }, [grant, { status: "ended" }]);
  expect((await claim()).map(({ operation }) => operation.kind)).toEqual([kind]);
});

test("a target with much due takes no more than its share, and those who waited longest come first", async () => {
  const [busy, quiet] = [await target(), await target()];
  const many: Holding[] = [];
  for (let index = 0; index < 20; index++)
    many.push(await holding({ targetId: busy, dueAt: ago((60 - index) * minute) }));
  const one = await holding({ targetId: quiet, dueAt: ago(minute) });
  const first = await claim(10, 4);
  expect(first.map((claimed) => claimed.holding.id)).toEqual(
    [many[0], one, many[1], many[2], many[3]].map((row) => row?.id),
  );
  expect(await claim(2, 4)).toHaveLength(2);
});

test("eight workers never get the same holding, and together get all", async () => {
  const targets = [await target(), await target(), await target()];
  const all = Array.from({ length: 200 }, (_, index) =>
    sampleHolding({ targetId: targets[index % 3]!, dueAt: ago(index) }),
  );
  await store.commit(
    by,
    all.map((row) => transition({ writes: [insert("Holding", row)] })),
  );
  const workers = Array.from({ length: 8 }, () => connectDatabase(database.appUrl, { connections: 1 }));
  const claimed: string[] = [];
  const work = async (worker: (typeof workers)[number]): Promise<void> => {
    const mine = createHoldings(worker.prisma, ids);
    for (let idle = 0; idle < 3;) {
      const got = await mine.claimDue({ limit: 8, perTarget: 3, leaseMs: minute, except: [] });
      claimed.push(...got.map((each) => each.holding.id));
      idle = got.length === 0 ? idle + 1 : 0;
    }
  };
  await Promise.all(workers.map(work));
  await Promise.all(workers.map((worker) => worker.close()));
  expect(new Set(claimed).size).toBe(claimed.length);
  expect(claimed.sort()).toEqual(all.map(({ id }) => id).sort());
  expect(await prisma.operation.count()).toBe(200);
});

test("a lease is renewed by the claim that holds it alone, and an outcome of that claim still commits", async () => {
  const due = await holding({ targetId: await target(), dueAt: ago(minute) });
  const [claimed] = await claim(1, 1, 1_000);
  const until = await holdings.renewLease(due.id, 1, 5 * minute);
  const renewed = await holdings.find(due.id);
  expect(until).toEqual(renewed!.leaseUntil);
  expect(renewed!.leaseUntil!.getTime()).toBeGreaterThan(claimed!.holding.leaseUntil!.getTime());
  expect(await holdings.renewLease(due.id, 0, minute)).toBeNull();
  const outcome = transition({ writes: [update("Holding", claimed!.holding, { leaseUntil: null, dueAt: null })] });
  expect(await store.commit(by, [outcome])).toMatchObject([{ done: true }]);
  expect(await holdings.renewLease(due.id, 1, minute)).toBeNull();
});

test("what is next is what is due first, or whose lease ends first", async () => {
  expect(await holdings.nextDueAt()).toBeNull();
  const targetId = await target();
  await holding({ targetId, dueAt: null });
  expect(await holdings.nextDueAt()).toBeNull();
  const leased = await holding({ targetId, dueAt: ago(minute), leaseUntil: ago(-minute) });
  expect(await holdings.nextDueAt()).toEqual(leased.leaseUntil);
  const sooner = await holding({ targetId, dueAt: ago(-1_000) });
  expect(await holdings.nextDueAt()).toEqual(sooner.dueAt);
  const overdue = await holding({ targetId, dueAt: ago(2 * minute) });
  expect(await holdings.nextDueAt()).toEqual(overdue.dueAt);
});

test("overdue is what should have ended and no other grant still wants", async () => {
  const [first, second] = [await target(), await target()];
  await holding({ targetId: first }, [{ status: "active", expiresAt: ago(2 * minute) }]);
  await holding({ targetId: first, lastError: "no answer" }, [{ status: "ending", endingAt: ago(2 * minute) }]);
  await holding({ targetId: second }, [{ status: "activating", activateBy: ago(2 * minute), removeBy: ago(-minute) }]);
  await holding({ targetId: first }, [
    { status: "ending", endingAt: ago(2 * minute) },
    { status: "active", expiresAt: ago(-minute) },
  ]);
  await holding({ targetId: first }, [{ status: "ending", endingAt: ago(1_000) }]);
  await holding({ targetId: first }, [{ status: "ended", endingAt: ago(2 * minute) }]);
  expect(await holdings.overdue(minute)).toEqual({
    total: 3,
    byTarget: new Map([
      [first, { count: 2, lastError: "no answer" }],
      [second, { count: 1, lastError: null }],
    ]),
  });
});
