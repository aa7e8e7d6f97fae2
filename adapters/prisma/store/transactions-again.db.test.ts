import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { connectDatabase } from "../client.ts";
import { ids, sampleTarget } from "../sample-rows.ts";
import { createStore } from "./store.ts";
import { createSweeps } from "./sweeps.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import { insert, transition } from "#core/domain/transition.ts";
import type { SweepPlan } from "#core/ports/sweeps.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

/* What takes more than one statement is done again from its beginning where the engine gives it up, wherever in it that happens. */
const by: Actor = { personId: null, via: "console", correlationId: "again" };
const database = await openTestDatabase();
const { prisma, pool, close } = connectDatabase(database.appUrl, { connections: 1 });
afterAll(close);

/** The next statement like this is answered as by a distributed engine that met another: nothing of its transaction happens. */
let spoilt: RegExp | null = null;
let spoiled = 0;
pool.on("connect", (client) => {
  const query = client.query.bind(client) as (...asked: unknown[]) => Promise<unknown>;
  const sometimes = async (...asked: unknown[]): Promise<unknown> => {
    const text = typeof asked[0] === "string" ? asked[0] : (asked[0] as { text: string }).text;
    if (!spoilt?.test(text)) return query(...asked);
    spoilt = null;
    spoiled += 1;
    // An engine that fails a COMMIT has rolled back; one that fails a statement waits for the ROLLBACK.
    if (/^COMMIT/i.test(text)) await query("ROLLBACK");
    const failure = new pg.DatabaseError("restart transaction: serialisation failure", 0, "error");
    Object.assign(failure, { code: "40001", severity: "ERROR" });
    throw failure;
  };
  client.query = ((...asked: unknown[]) =>
    typeof asked.at(-1) === "function" ? query(...asked) : sometimes(...asked)) as typeof client.query;
});

test.each([
  ["a lock", /FactEpoch.*FOR UPDATE/s],
  ["a reading", /FROM "Holding" x/],
  ["the commit", /^COMMIT/i],
])("a sweep that is given up at %s is done again, once", async (_, statement) => {
  await pool.query("SELECT 1");
  [spoilt, spoiled] = [statement, 0];
  const plan: SweepPlan = {
    begin: () => transition({ events: [{ kind: "redSwitchPulled", data: { reason: "again" } }] }),
    request: () => transition({}),
    grants: () => transition({}),
  };
  const counted = async () =>
    (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM "AuditEvent" WHERE "kind" = 'redSwitchPulled'`))
      .rows[0]!.n;
  const before = await counted();
  await createSweeps(prisma).sweep(by, { of: "everything" }, plan);
  expect(spoiled).toBe(1);
  expect(await counted()).toBe(before + 1);
});

test.each([
  ["a lock", /"Entitlement" x.*FOR UPDATE/s],
  ["its look", /UNION ALL SELECT FROM "Entitlement"/],
  ["the commit", /^COMMIT/i],
])("a change that nothing may be held for, given up at %s, is done again, once", async (_, statement) => {
  await pool.query("SELECT 1");
  [spoilt, spoiled] = [statement, 0];
  const row = sampleTarget();
  const step = transition({ unheld: [ids.newId("ent")], writes: [insert("Target", row)] });
  expect(await createStore(prisma).commit(by, [step])).toMatchObject([{ done: true }]);
  expect(spoiled).toBe(1);
  expect((await pool.query(`SELECT FROM "Target" WHERE "id" = $1`, [row.id])).rowCount).toBe(1);
});
