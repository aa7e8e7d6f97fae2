import { afterAll } from "vitest";
import { createIds } from "#adapters/crypto/ids.ts";
import { createLogKey, newSigningKey, parseLogKeys } from "#adapters/crypto/log-key.ts";
import { createSeal } from "#adapters/crypto/seal.ts";
import { createAddressGuard } from "#adapters/network/address-guard.ts";
import { createShiftFeeds } from "#adapters/on-call/shift-feeds.ts";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { createTargets } from "#adapters/targets/targets.ts";
import type { Core } from "#core/ports/core.ts";
import { createMemoryTarget, type MemoryTarget } from "#core/testing/memory-target.ts";
import { openTestDatabase, type TestDatabase } from "#scripts/test-database.ts";

export interface TestCore {
  readonly core: Core;
  /** A second process as far as the database can tell: its own pool, its own caches, the same target. */
  readonly other: Core;
  readonly target: MemoryTarget;
  readonly database: TestDatabase;
  /** Raw SQL as the database's superuser, for looking, and for moving time by back-dating rows. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
}

/** The core on a fresh real database of this test file's own, with a target in memory. For the top level of a `*.db.test.ts`. */
export const openTestCore = async (): Promise<TestCore> => {
  const database = await openTestDatabase();
  const target = createMemoryTarget();
  const admin = createCoreAdapters(database.adminUrl);
  afterAll(() => admin.close());
  const sql: TestCore["sql"] = async (text, values = []) =>
    (await admin.pool.query<Record<string, unknown>>(text, [...values])).rows;
  return { core: coreOn(database, target), other: coreOn(database, target), target, database, sql };
};

const logKey = createLogKey(parseLogKeys(newSigningKey("log.example/under-test")) ?? []);

const coreOn = (database: TestDatabase, target: MemoryTarget): Core => {
  const { pool: _pool, checkLeastPrivilege: _check, ...ports } = createCoreAdapters(database.appUrl);
  const targets = createTargets({
    kinds: [target.kind],
    seal: createSeal(Buffer.alloc(32, 7), "target-secret"),
    resolveAddress: () => Promise.reject(new Error("a target in memory has no address")),
    portalNow: () => ports.clock.now(),
    onCloseError: (error) => {
      throw error;
    },
  });
  afterAll(async () => {
    await targets.close();
    await ports.close();
  });
  return {
    ...ports,
    targets,
    ids: createIds(),
    secrets: {
      hashPassword: (password) => Promise.resolve(`plain:${password}`),
      verifyPassword: (hash, password) => Promise.resolve(hash === `plain:${password}`),
      newToken: () => ({ token: "lapse_test", hash: "test" }),
      hashToken: (token) => `hash:${token}`,
    },
    rateLimit: { take: () => Promise.resolve(0), forgive: () => Promise.resolve() },
    logKey,
    witnesses: [],
    shiftFeeds: createShiftFeeds(createAddressGuard({ allow: ["127.0.0.0/8"] })),
    wake: { due: () => undefined },
  };
};
