import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { grantsFor, migrate } from "./migrate.ts";
import { pendingChanges } from "./new-migration.ts";
import { migrationsDir, readMigrations } from "./prisma/migration-files.ts";
import { openTestDatabase } from "./test-database.ts";
import { withClient } from "./postgres/with-client.ts";

const database = await openTestDatabase();
const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-migrations-"));
afterAll(() => rmSync(dir, { recursive: true }));

const ask = (sql: string): Promise<unknown[]> =>
  withClient(database.ownerUrl, async (owner) => (await owner.query<Record<string, unknown>>(sql)).rows);

/** A folder with the real migrations and these after them. */
async function withMigrations(scripts: Record<string, string>): Promise<string> {
  const real = (await readMigrations(migrationsDir)).map(({ name, script }) => [name, script] as const);
  for (const [name, sql] of [...real, ...Object.entries(scripts)]) {
    mkdirSync(path.join(dir, name), { recursive: true });
    writeFileSync(path.join(dir, name, "migration.sql"), sql);
  }
  return dir;
}

test("schema.prisma and the migrations say the same", async () => {
  expect(await pendingChanges(database.ownerUrl)).toBe("");
});

test("migrating again changes nothing, however many do it at once", async () => {
  expect(await Promise.all([migrate(database), migrate(database), migrate(database)])).toEqual([[], [], []]);
});

test("a migration that fails leaves no trace, of itself or of those before it, and can be put right", async () => {
  const wrong = {
    "90000000000001_good": "create table good (id int);",
    "90000000000002_bad": "create table good (id int);",
  };
  await expect(migrate({ ...database, dir: await withMigrations(wrong) })).rejects.toThrow(/"good" already exists/);
  expect(
    await ask(
      `select to_regclass('good') as good, count(*)::int as rows from _prisma_migrations where migration_name like '9%'`,
    ),
  ).toEqual([{ good: null, rows: 0 }]);
  const right = { "90000000000002_bad": "create table better (id int);" };
  expect(await migrate({ ...database, dir: await withMigrations(right) })).toHaveLength(2);
});

test("a migration that was changed after it was applied is refused, whatever it says now", async () => {
  const sql = { "90000000000004_once": "create table once (id int);" };
  await migrate({ ...database, dir: await withMigrations(sql) });
  const changed = { "90000000000004_once": "create table once (id bigint);" };
  await expect(migrate({ ...database, dir: await withMigrations(changed) })).rejects.toThrow(/was changed after/);
  await withMigrations(sql);
});

test("a function with semicolons in its body is a migration like any other", async () => {
  const sql = `create function twice(n int) returns int language plpgsql as $$ begin; n := n * 2; return n; end $$; -- a; b`;
  const valid = sql.replace("begin;", "begin");
  expect(await migrate({ ...database, dir: await withMigrations({ "90000000000003_function": valid }) })).toHaveLength(
    1,
  );
  expect(await ask("select twice(21) as answer")).toEqual([{ answer: 42 }]);
});

test("a database that was made without any care is closed to temporary tables", async () => {
  const mayMake = async () => ask(`select has_database_privilege('lapse_app', current_database(), 'TEMPORARY') as app`);
  await ask(`do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`);
  expect(await mayMake()).toEqual([{ app: true }]);
  await migrate(database);
  expect(await mayMake()).toEqual([{ app: false }]);
});

test("the owner of the tables is refused as the portal's own role", async () => {
  await expect(migrate({ ownerUrl: database.ownerUrl, appUrl: database.ownerUrl })).rejects.toThrow(
    /a role of its own/,
  );
});

test("neither the owner nor the portal's own role is accepted as the one that erases", async () => {
  for (const eraseUrl of [database.ownerUrl, database.appUrl])
    await expect(migrate({ ...database, eraseUrl })).rejects.toThrow(/LAPSE_ERASE_URL must name a role of its own/);
});

test("a role's name cannot end the statement it stands in", () => {
  expect(grantsFor({ app_role: `x"; drop table y; --` }, "grant select on t to :app_role;")).toBe(
    `grant select on t to "x""; drop table y; --";`,
  );
});
