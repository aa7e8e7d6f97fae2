import { afterAll, expect, test } from "vitest";
import { createRateLimit } from "./rate-limit.ts";
import { connectDatabase } from "#adapters/prisma/client.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const [one, two] = [connectDatabase(database.appUrl), connectDatabase(database.appUrl)];
afterAll(() => Promise.all([one.close(), two.close()]));
const replicas = [createRateLimit(one.pool), createRateLimit(two.pool)] as const;

test("replicas share one count: of thirty attempts at once ten are let through", async () => {
  const attempts = Array.from({ length: 30 }, (_, n) =>
    replicas[n % 2]!.take("sign-in-by-account", "ines@example.test"),
  );
  const waits = await Promise.all(attempts);
  expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
  for (const wait of waits.filter((each) => each > 0)) expect(wait).toBeLessThanOrEqual(15 * 60_000);
});

test("other accounts and other doors have counts of their own", async () => {
  expect(await replicas[0].take("sign-in-by-account", "tomas@example.test")).toBe(0);
  expect(await replicas[0].take("verify-identity", "ines@example.test")).toBe(0);
});

test("the addresses of one IPv6 network share one count, and those of the next have their own", async () => {
  for (let n = 0; n < 20; n++) expect(await replicas[n % 2]!.take("setup", `2001:db8:0:1::${n.toString(16)}`)).toBe(0);
  expect(await replicas[0].take("setup", "2001:db8:0:1:ffff::1")).toBeGreaterThan(0);
  expect(await replicas[0].take("setup", "2001:db8:0:2::1")).toBe(0);
});

test("a success forgets the failures before it, in its door alone", async () => {
  for (let n = 0; n < 11; n++) await replicas[0].take("setup", "127.0.0.1");
  await replicas[1].forgive("sign-in-by-account", "ines@example.test");
  expect(await replicas[0].take("sign-in-by-account", "ines@example.test")).toBe(0);
});

test("a window that is over begins anew", async () => {
  for (let n = 0; n < 11; n++) await replicas[0].take("verify-identity", "old");
  expect(await replicas[0].take("verify-identity", "old")).toBeGreaterThan(0);
  await one.pool.query(`UPDATE "RateLimit" SET expire = 1 WHERE key LIKE '%old'`);
  expect(await replicas[0].take("verify-identity", "old")).toBe(0);
});

test("what cannot be counted is not let through", async () => {
  const broken = connectDatabase("postgres://nobody@127.0.0.1:1/none");
  await expect(createRateLimit(broken.pool).take("setup", "x")).rejects.toThrow();
  await broken.close();
});
