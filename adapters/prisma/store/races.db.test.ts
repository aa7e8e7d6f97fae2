import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { connectDatabase } from "../client.ts";
import { sampleGrant, sampleHolding, sampleRequest, sampleVote } from "../sample-rows.ts";
import { createStore } from "./store.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { FactEpoch } from "#core/domain/policy/policy-version.ts";
import { guard, insert, type Transition, transition, update } from "#core/domain/transition.ts";
import { isFull } from "#core/testing/is-full.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const rounds = isFull ? 1_000 : 100;
const database = await openTestDatabase();
// Two that wait for each other are found in the blink of an eye, so that nothing here passes or fails by taking long.
await withClient(database.adminUrl, (admin) =>
  admin.query(`ALTER DATABASE ${new URL(database.adminUrl).pathname.slice(1)} SET deadlock_timeout = '20ms'`),
);
const [one, two] = [connectDatabase(database.appUrl), connectDatabase(database.appUrl)];
const { prisma } = one;
const stores = [createStore(one.prisma), createStore(two.prisma)] as const;
const [store, rival] = stores;
/** A session that holds locks while a commit waits for them. */
const blocker = new pg.Client({ connectionString: database.appUrl });
await blocker.connect();
afterAll(() => Promise.all([one.close(), two.close(), blocker.end()]));
const by: Actor = { personId: null, via: "ticker", correlationId: "race" };

const given = async (): Promise<Grant> => {
  const grant = sampleGrant();
  await store.commit(by, [transition({ writes: [insert("Grant", grant)] })]);
  return grant;
};
const next = (grant: Grant): Grant => ({ ...grant, version: grant.version + 1 });
const databaseNow = async (): Promise<number> => {
  const [row] = await prisma.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  return row!.at.getTime();
};
const waiting = async (): Promise<number> => {
  const [row] = await prisma.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row!.n;
};
const untilWaiting = async (how = 1): Promise<void> => {
  while ((await waiting()) < how) await sleep(5);
};
/** Runs both at once; in every fifth round behind somebody who holds the row, so that both begin before either ends. */
const atOnce = async <T>(round: number, lock: string, id: string, both: () => readonly Promise<T>[]): Promise<T[]> => {
  if (round % 5 > 0) return Promise.all(both());
  await blocker.query("BEGIN");
  await blocker.query(lock, [id]);
  const running = Promise.all(both());
  await untilWaiting(2);
  await blocker.query("ROLLBACK");
  return running;
};
const step = (grant: Grant, status: Grant["status"]): Transition =>
  transition({
    writes: [update("Grant", grant, { status })],
    events: [{ kind: "grantActivating", grantId: grant.id, data: { status } }],
  });

test("of two steps from one state at the same moment exactly one happens", async () => {
  for (let round = 0; round < rounds; round++) {
    const grant = await given();
    const commits = await atOnce(round, `SELECT 1 FROM "Grant" WHERE id = $1 FOR UPDATE`, grant.id, () => [
      store.commit(by, [step(grant, "activating")]),
      rival.commit(by, [step(grant, "ended")]),
    ]);
    expect(commits.flat().filter((commit) => commit.done)).toHaveLength(1);
    const after = await prisma.grant.findUniqueOrThrow({ where: { id: grant.id } });
    const events = await prisma.auditEvent.findMany({ where: { grantId: grant.id } });
    expect(after.version).toBe(2);
    expect(events.map(({ data }) => data)).toEqual([{ status: after.status }]);
  }
});

test("a vote under an old policy and a new policy never both stand in the wrong order", async () => {
  const epoch: FactEpoch = { id: "policy", version: 1 };
  await store.commit(by, [transition({ writes: [insert("FactEpoch", epoch)] })]);
  let current = epoch;
  for (let round = 0; round < rounds; round++) {
    const request = sampleRequest();
    await store.commit(by, [transition({ writes: [insert("Request", request)] })]);
    const vote = transition({
      writes: [
        insert("Vote", sampleVote({ requestId: request.id })),
        update("Request", request, { status: "approved" }),
      ],
      guards: [guard("FactEpoch", current)],
      events: [{ kind: "voteCast", requestId: request.id }],
    });
    const bump = transition({
      writes: [update("FactEpoch", current, {})],
      events: [{ kind: "policyActivated", requestId: request.id }],
    });
    const lock = `SELECT 1 FROM "FactEpoch" WHERE id = $1 FOR UPDATE`;
    const both = () => [store.commit(by, [vote]), rival.commit(by, [bump])];
    const [voted, bumped] = (await atOnce(round, lock, "policy", both)).flat();
    expect(bumped?.done).toBe(true);
    const events = await prisma.auditEvent.findMany({ where: { requestId: request.id }, orderBy: { id: "asc" } });
    expect(events.map(({ kind }) => kind)).toEqual(voted?.done ? ["voteCast", "policyActivated"] : ["policyActivated"]);
    current = { ...current, version: current.version + 1 };
  }
});

test("voters under one policy do not wait for each other", async () => {
  const epoch: FactEpoch = { id: "directory", version: 1 };
  await store.commit(by, [transition({ writes: [insert("FactEpoch", epoch)] })]);
  await blocker.query("BEGIN");
  await blocker.query(`SELECT * FROM "FactEpoch" WHERE id = 'directory' FOR SHARE`);
  const vote = transition({ writes: [insert("Vote", sampleVote())], guards: [guard("FactEpoch", epoch)] });
  expect(await store.commit(by, [vote])).toMatchObject([{ done: true }]);
  await blocker.query("ROLLBACK");
});

/**
 * Commits behind somebody who holds what it needs, from before its deadline until after it; then `end` lets it go on. Again with
 * a later deadline where this machine was too slow to begin in time.
 */
const beyondDeadline = async (
  hold: () => Promise<unknown>,
  commit: (before: Date) => ReturnType<typeof store.commit>,
  end: "COMMIT" | "ROLLBACK",
  patienceMs = 150,
): ReturnType<typeof store.commit> => {
  await blocker.query("BEGIN");
  await hold();
  const deadline = (await databaseNow()) + patienceMs;
  const pending = commit(new Date(deadline));
  await untilWaiting();
  const isInTime = (await databaseNow()) < deadline;
  while (isInTime && (await databaseNow()) <= deadline) await sleep(10);
  await blocker.query(isInTime ? end : "ROLLBACK");
  const commits = await pending;
  return isInTime ? commits : beyondDeadline(hold, commit, end, 3 * patienceMs);
};

/** The same for a step of a grant; `change` is what the other did meanwhile. */
const commitBehind = async (change: string, end: "COMMIT" | "ROLLBACK") => {
  const before = await given();
  const commits = await beyondDeadline(
    () => blocker.query(change, [before.id]),
    (deadline) => store.commit(by, [{ ...step(before, "active"), window: { before: deadline } }]),
    end,
  );
  const grant = await prisma.grant.findUniqueOrThrow({ where: { id: before.id } });
  return { commits, before, grant, events: await prisma.auditEvent.count({ where: { grantId: before.id } }) };
};

test.for([
  ["locked it and rolled back", `SELECT 1 FROM "Grant" WHERE id = $1 FOR UPDATE`, "ROLLBACK"],
  ["changed it and rolled back", `UPDATE "Grant" SET version = version + 1 WHERE id = $1`, "ROLLBACK"],
  ["locked it and committed", `SELECT 1 FROM "Grant" WHERE id = $1 FOR UPDATE`, "COMMIT"],
  ["wrote it as it was and committed", `UPDATE "Grant" SET version = version WHERE id = $1`, "COMMIT"],
] as const)("a step that waited past its deadline is too late when the other %s", async ([, change, end]) => {
  const outcome = await commitBehind(change, end);
  expect(outcome.commits).toEqual([{ done: false, why: "too_late" }]);
  expect(outcome.grant).toEqual(outcome.before);
  expect(outcome.events).toBe(0);
});

/** A row whose lock is its own update, one locked between others, and one among several of a batch: each waits in another clause. */
const companions = {
  alone: () => Promise.resolve({}),
  "after a guarded row": async () => {
    const request = sampleRequest();
    await store.commit(by, [transition({ writes: [insert("Request", request)] })]);
    return { guards: [guard("Request", request)] };
  },
  "before a guarded row": async () => {
    const holding = sampleHolding();
    await store.commit(by, [transition({ writes: [insert("Holding", holding)] })]);
    return { guards: [guard("Holding", holding)] };
  },
  "beside another row of its table": async () => {
    const other = await given();
    return { writes: [update("Grant", other, {})] };
  },
  "in a batch": () => Promise.resolve({ batch: [transition({ events: [{ kind: "signedIn" }] })] }),
} satisfies Record<string, () => Promise<unknown>>;

const behind = async (name: keyof typeof companions, change: string, grant: Grant) => {
  const beside: { batch?: Transition[] } & Partial<Transition> = await companions[name]();
  const one = step(grant, "active");
  const whole = { ...one, guards: beside.guards ?? [], writes: [...one.writes, ...(beside.writes ?? [])] };
  await blocker.query("BEGIN");
  await blocker.query(change, [grant.id]);
  const pending = store.commit(by, [whole, ...(beside.batch ?? [])]);
  await untilWaiting();
  await blocker.query("COMMIT");
  return (await pending)[0];
};
const names = Object.keys(companions) as (keyof typeof companions)[];

test.for(names)("a step that waited for one who changed the row is a conflict: %s", async (name) => {
  const grant = await given();
  const commit = await behind(name, `UPDATE "Grant" SET version = version + 1 WHERE id = $1`, grant);
  expect(commit).toEqual({ done: false, why: "conflict" });
  expect(await prisma.auditEvent.count({ where: { grantId: grant.id } })).toBe(0);
  expect(await prisma.grant.findUnique({ where: { id: grant.id } })).toEqual(next(grant));
});

test.for(names)("a step that waited for a row which then was written as it was is written: %s", async (name) => {
  const grant = await given();
  const commit = await behind(name, `UPDATE "Grant" SET version = version WHERE id = $1`, grant);
  expect(commit).toMatchObject({ done: true });
  const after = await prisma.grant.findUnique({ where: { id: grant.id } });
  expect(after).toEqual({ ...next(grant), status: "active" });
});

test.for([
  ["alone", []],
  ["in a batch", [transition({ events: [{ kind: "signedIn" }] })]],
] as const)(
  "an insert that waited past its deadline for another of the same key is too late: %s",
  async ([, beside]) => {
    const vote = sampleVote();
    const commits = await beyondDeadline(
      () =>
        blocker.query(
          `INSERT INTO "Vote" ("id","version","requestId","voterId","stage","vote","digest","createdAt") VALUES ('vot_other',1,$1,$2,0,'deny','',now())`,
          [vote.requestId, vote.voterId],
        ),
      (before) =>
        store.commit(by, [
          transition({ writes: [insert("Vote", vote)], window: { before }, events: [{ kind: "voteCast" }] }),
          ...beside,
        ]),
      "ROLLBACK",
    );
    expect(commits).toEqual([
      { done: false, why: "too_late" },
      ...beside.map(() => ({ done: true, at: expect.any(Date) as Date })),
    ]);
    expect(await prisma.vote.count({ where: { requestId: vote.requestId } })).toBe(0);
  },
);

test("rows are locked in the order of their ids, whichever order they come in", async () => {
  let [least, greatest] = [await given(), await given()].sort((x, y) => (x.id < y.id ? -1 : 1)) as [Grant, Grant];
  const lock = `SELECT 1 FROM "Grant" WHERE id = $1 FOR UPDATE`;
  for (const [isGreatestHeld, isReversed] of [
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ]) {
    const [held, other] = isGreatestHeld ? [greatest, least] : [least, greatest];
    await blocker.query("BEGIN");
    await blocker.query(lock, [held.id]);
    const writes = [update("Grant", least, {}), update("Grant", greatest, {})];
    const pending = store.commit(by, [transition({ writes: isReversed ? writes.reverse() : writes })]);
    await untilWaiting();
    // Whoever waits for the greatest has the least already; whoever waits for the least has nothing yet.
    const { rowCount } = await blocker.query(`${lock} SKIP LOCKED`, [other.id]);
    await blocker.query("ROLLBACK");
    expect(rowCount === 0, `${held.id} held, reversed: ${String(isReversed)}`).toBe(isGreatestHeld);
    expect(await pending).toMatchObject([{ done: true }]);
    [least, greatest] = [next(least), next(greatest)];
  }
});

test("steps over the same rows in opposite order never wait for each other for ever", async () => {
  let [a, b] = [await given(), await given()];
  for (let round = 0; round < rounds; round++) {
    const both = (x: Grant, y: Grant) => [transition({ writes: [update("Grant", x, {}), update("Grant", y, {})] })];
    const first = a.id < b.id ? a.id : b.id;
    const commits = await atOnce(round, `SELECT 1 FROM "Grant" WHERE id = $1 FOR UPDATE`, first, () => [
      store.commit(by, both(a, b)),
      rival.commit(by, both(b, a)),
    ]);
    expect(commits.flat().filter((commit) => commit.done)).toHaveLength(1);
    [a, b] = [next(a), next(b)];
  }
});

test("a deadlock with somebody who keeps to no order is tried again", async () => {
  const [a, b] = [await given(), await given()].sort((x, y) => (x.id < y.id ? -1 : 1)) as [Grant, Grant];
  await blocker.query("BEGIN");
  await blocker.query(`SELECT 1 FROM "Grant" WHERE id = $1 FOR UPDATE`, [b.id]);
  const pending = store.commit(by, [transition({ writes: [update("Grant", a, {}), update("Grant", b, {})] })]);
  await untilWaiting();
  // Whoever PostgreSQL picks as the victim: the commit must come through in the end.
  await blocker.query(`SELECT 1 FROM "Grant" WHERE id = $1 FOR UPDATE`, [a.id]).catch(() => undefined);
  await blocker.query("ROLLBACK");
  expect(await pending).toMatchObject([{ done: true }]);
});

test("a commit whose connection dies in the middle has written all or nothing", async () => {
  for (let round = 0; round < 10; round++) {
    const grants = [await given(), await given()];
    const victim = connectDatabase(database.appUrl, { connections: 1 });
    const [backend] = await victim.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    const commit = createStore(victim.prisma).commit(by, [
      transition({
        writes: grants.map((grant) => update("Grant", grant, { status: "active" })),
        events: grants.map(({ id: grantId }) => ({ kind: "grantActivated" as const, grantId })),
      }),
    ]);
    const settled = commit.catch(() => undefined);
    await prisma.$executeRaw`SELECT pg_terminate_backend(${backend?.pid}::int, 5000)`;
    await settled;
    await victim.close();
    const grantIds = grants.map(({ id }) => id);
    const written = await prisma.grant.count({ where: { id: { in: grantIds }, status: "active" } });
    const events = await prisma.auditEvent.findMany({ where: { grantId: { in: grantIds } } });
    const toTell = await prisma.outbox.count({ where: { eventId: { in: events.map(({ id }) => id) } } });
    expect([written, events.length, toTell]).toEqual(written === 0 ? [0, 0, 0] : [2, 2, 2]);
  }
});
