import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { checkSession } from "./check-session.ts";
import { connectDatabase, sessionRules, sessionTuning } from "./client.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const { pool, close } = connectDatabase(database.appUrl, { connections: 1 });
afterAll(close);

test("a session that runs with something else than it must is told, with the statement that mends it", async () => {
  expect(await checkSession(pool)).toEqual([]);
  await pool.query("SET statement_timeout = 0");
  await pool.query("SET TimeZone = 'Asia/Kolkata'");
  await pool.query("SET default_transaction_isolation = 'repeatable read'");
  expect(await checkSession(pool)).toEqual([
    "TimeZone is Asia/Kolkata: ALTER ROLE lapse_app SET TimeZone = 'UTC'",
    "default_transaction_isolation is repeatable read: ALTER ROLE lapse_app SET default_transaction_isolation = 'read committed'",
    "statement_timeout is 0: ALTER ROLE lapse_app SET statement_timeout = '30s'",
  ]);
});

test("an engine that writes durations in milliseconds has what it must", async () => {
  const inMilliseconds = { ...sessionRules, statement_timeout: "30000", lock_timeout: "10000" };
  const rows = Object.entries(sessionRules).map(([name, wanted]) => ({
    ...{ name, wanted, role: "lapse_app" },
    value: inMilliseconds[name as keyof typeof sessionRules],
  }));
  expect(await checkSession({ query: () => Promise.resolve({ rows }) })).toEqual([]);
});

test("the page on poolers gives the role everything that a session sets by its start-up options", () => {
  const page = readFileSync("docs/scale.md", "utf8");
  const given = [...page.matchAll(/^ +ALTER ROLE lapse_app SET (\w+) = '?([^';]+)'?;$/gm)].map(([, name, to]) => [
    name,
    to,
  ]);
  expect(Object.fromEntries(given)).toEqual({ ...sessionRules, ...sessionTuning });
});
