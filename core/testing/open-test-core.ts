import { afterAll } from "vitest";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { createEraser } from "#adapters/prisma/erase/eraser.ts";
import type { ConnectorKind } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { createMemoryTarget, type MemoryTarget } from "#core/testing/memory-target.ts";
import { openTestDatabase, type TestDatabase } from "#scripts/test-database.ts";

export interface TestCore {
  readonly core: Core;
  /** A second process as far as the database can tell: its own pool, its own caches, the same target. */
  readonly other: Core;
  readonly target: MemoryTarget;
  /** A second kind of target, where people have accounts of their own. */
  readonly directory: MemoryTarget;
  readonly database: TestDatabase;
  /** Raw SQL as the database's superuser, for looking, and for moving time by back-dating rows. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
}

/** The core on a fresh real database of this test file's own, with a target in memory. For the top level of a `*.db.test.ts`. */
export const openTestCore = async (): Promise<TestCore> => {
  const database = await openTestDatabase();
  const target = createMemoryTarget();
  const directory = createMemoryTarget({ kind: "directory", accounts: "membership", overtakes: false });
  const kinds = [target.kind, directory.kind];
  const admin = createCoreAdapters(database.adminUrl);
  afterAll(() => admin.close());
  const sql: TestCore["sql"] = async (text, values = []) =>
    (await admin.pool.query<Record<string, unknown>>(text, [...values])).rows;
  return { core: coreOn(database, kinds), other: coreOn(database, kinds), target, directory, database, sql };
};

const coreOn = (database: TestDatabase, kinds: readonly ConnectorKind[]): Core => {
  const { core, close } = assembleCore(database.appUrl, kinds);
  const eraser = createEraser(database.eraseUrl);
  afterAll(() => Promise.all([close(), eraser.close()]));
  return { ...core, eraser };
};
