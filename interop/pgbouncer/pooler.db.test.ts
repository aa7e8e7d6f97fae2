import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { checkSession } from "#adapters/prisma/check-session.ts";
import { connectDatabase, preparedMark } from "#adapters/prisma/client.ts";
import { openTestDatabase } from "#scripts/test-database.ts";
import { poolSize } from "./start-pgbouncer.ts";

const database = await openTestDatabase();
const [one, two] = [connectDatabase(database.appUrl), connectDatabase(database.appUrl)];
afterAll(() => Promise.all([one.close(), two.close()]));

test("three times as many clients share the server's connections", async () => {
  const clients = Array.from({ length: 3 * poolSize }, () => new pg.Client({ connectionString: database.appUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  const asked = clients.map((client) => client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid, pg_sleep(0.1)"));
  const pids = (await Promise.all(asked)).map(({ rows: [row] }) => row!.pid);
  await Promise.all(clients.map((client) => client.end()));
  expect(new Set(pids).size).toBe(poolSize);
});

test("a session has what the portal asks for, as its role has it", async () => {
  expect(await checkSession(one.pool)).toEqual([]);
});

test("a statement prepared by one process is there for another, whichever connection either meets", async () => {
  const ask = ({ prisma }: typeof one, n: number) =>
    prisma.$queryRawUnsafe<{ n: number; pid: number }[]>(
      `${preparedMark} SELECT $1::int AS n, pg_backend_pid() AS pid`,
      n,
    );
  const asked = Array.from({ length: 200 }, (_, n) => ask(n % 2 === 0 ? one : two, n));
  const rows = (await Promise.all(asked)).flat();
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  expect(new Set(rows.map(({ pid }) => pid)).size).toBeGreaterThan(1);
});
