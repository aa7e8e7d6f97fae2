import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { connectDatabase } from "./client.ts";
import { checkLeastPrivilege } from "./least-privilege.ts";
import { createStore } from "./store/store.ts";
import { transition } from "#core/domain/transition.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const app = connectDatabase(database.appUrl);
const owner = new pg.Client({ connectionString: database.ownerUrl });
const admin = new pg.Client({ connectionString: database.adminUrl });
await Promise.all([owner.connect(), admin.connect()]);
afterAll(() => Promise.all([app.close(), owner.end(), admin.end()]));

await createStore(app.prisma).commit({ personId: null, via: "console", correlationId: "c" }, [
  transition({ events: [{ kind: "signedIn" }, { kind: "signedOut" }] }),
]);
const record = async () => (await admin.query('SELECT * FROM "AuditEvent" ORDER BY id')).rows as unknown[];
const denied = { code: "42501" };
const valid = `("kind", "via", "correlationId", "data") VALUES ('x', 'y', 'z', '{}')`;

test("the application's role has no more than it needs", async () => {
  expect(await checkLeastPrivilege(app.prisma)).toEqual([]);
});

test.for([
  ["UPDATE", `UPDATE "AuditEvent" SET kind = 'signedOut'`],
  ["DELETE", `DELETE FROM "AuditEvent"`],
  ["TRUNCATE", `TRUNCATE "AuditEvent"`],
  [
    "INSERT over a row",
    `INSERT INTO "AuditEvent" ("id", "kind", "via", "correlationId", "data") VALUES (1, 'x', 'y', 'z', '{}')`,
  ],
  ["COPY over a row", `COPY "AuditEvent" FROM STDIN`],
  ["ON CONFLICT DO UPDATE", `INSERT INTO "AuditEvent" ${valid} ON CONFLICT ("id") DO UPDATE SET kind = 'x'`],
  ["MERGE", `MERGE INTO "AuditEvent" a USING (SELECT 1 AS id) s ON a.id = s.id WHEN MATCHED THEN DELETE`],
  ["DISABLE TRIGGER", `ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL`],
  ["session_replication_role", `SET session_replication_role = replica`],
  ["DROP", `DROP TABLE "AuditEvent"`],
  ["DROP TRIGGER", `DROP TRIGGER "AuditEvent_written_once" ON "AuditEvent"`],
  ["ALTER", `ALTER TABLE "AuditEvent" DROP COLUMN "actorId"`],
  ["SET ROLE", `SET ROLE lapse_owner`],
  ["SET SESSION AUTHORIZATION", `SET SESSION AUTHORIZATION lapse_owner`],
  ["session_replication_role by function", `SELECT set_config('session_replication_role', 'replica', false)`],
  ["a lock that keeps others from reading", `DO 'BEGIN LOCK TABLE "AuditEvent" IN ACCESS EXCLUSIVE MODE; END'`],
  ["a temporary table in front of it", `CREATE TEMPORARY TABLE "AuditEvent" (id bigint)`],
  ["a view in front of it", `CREATE VIEW pg_temp."AuditEvent" AS SELECT 1`],
  ["a schema of its own", `CREATE SCHEMA mine`],
  ["a function", `CREATE FUNCTION public.quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`],
  [
    "a trigger",
    `CREATE TRIGGER quiet BEFORE INSERT ON "AuditEvent" EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
  ],
  ["the server's programs", `COPY (SELECT 1) TO PROGRAM 'true'`],
  ["the server's files", `SELECT pg_read_file('PG_VERSION')`],
  ["files as large objects", `SELECT lo_import('/etc/hostname')`],
  ["a rule", `CREATE RULE quiet AS ON INSERT TO "AuditEvent" DO INSTEAD NOTHING`],
  ["the sequence", `SELECT setval('"AuditEvent_id_seq"', 1)`],
  ["row locks", `SELECT * FROM "AuditEvent" FOR UPDATE`],
  ["UPDATE of a policy", `UPDATE "Policy" SET document = ''`],
  ["UPDATE of a personal value", `UPDATE "AuditPersonal" SET value = '1'`],
  ["DELETE of a personal value", `DELETE FROM "AuditPersonal"`],
  ["UPDATE of a leaf", `UPDATE "LogLeaf" SET entry = ''`],
  ["DELETE of a leaf", `DELETE FROM "LogLeaf"`],
  ["UPDATE of a tile", `UPDATE "LogTile" SET bytes = ''`],
  ["UPDATE of a checkpoint", `UPDATE "LogCheckpoint" SET note = ''`],
  ["DELETE of a cosignature", `DELETE FROM "LogCosignature"`],
  ["DELETE of a grant", `DELETE FROM "Grant"`],
  ["TRUNCATE of people", `TRUNCATE "Person"`],
] as const)("the application's role is refused: %s", async ([, statement]) => {
  const before = await record();
  await expect(app.pool.query(statement)).rejects.toMatchObject(denied);
  expect(await record()).toEqual(before);
  expect(before.length).toBeGreaterThanOrEqual(2);
});

test("what the application's role gives away or to itself, nobody has", async () => {
  // PostgreSQL only warns that there was nothing to give.
  for (const to of ["lapse_app", "PUBLIC"]) await app.pool.query(`GRANT UPDATE, DELETE ON "AuditEvent" TO ${to}`);
  expect(await checkLeastPrivilege(app.prisma)).toEqual([]);
});

test("the application's role may add to the record", async () => {
  const before = await record();
  await app.pool.query(`INSERT INTO "AuditEvent" ${valid}`);
  expect(await record()).toHaveLength(before.length + 1);
});

test.for([
  ["update", `UPDATE "AuditEvent" SET kind = 'x'`],
  ["delete", `DELETE FROM "AuditEvent"`],
  ["truncate", `TRUNCATE "AuditEvent"`],
  ["update a policy", `UPDATE "Policy" SET document = ''`],
  ["update a leaf", `UPDATE "LogLeaf" SET entry = ''`],
  ["delete a checkpoint", `DELETE FROM "LogCheckpoint"`],
  ["update a personal value", `UPDATE "AuditPersonal" SET value = '1'`],
])("even the owner cannot %s by mistake", async ([, statement]) => {
  const before = await record();
  await expect(owner.query(statement ?? "")).rejects.toMatchObject(denied);
  await admin.query("SET session_replication_role = replica");
  await expect(admin.query(statement ?? "")).rejects.toMatchObject(denied);
  await admin.query("RESET session_replication_role");
  expect(await record()).toEqual(before);
});

test("the owner cannot erase personal values", async () => {
  await expect(owner.query(`DELETE FROM "AuditPersonal"`)).rejects.toMatchObject(denied);
});

test.for([
  [
    "UPDATE",
    `GRANT UPDATE ON "AuditEvent" TO lapse_app`,
    `REVOKE UPDATE ON "AuditEvent" FROM lapse_app`,
    'may UPDATE on "AuditEvent"',
  ],
  [
    "a column",
    `GRANT UPDATE (kind) ON "AuditEvent" TO lapse_app`,
    `REVOKE UPDATE (kind) ON "AuditEvent" FROM lapse_app`,
    'may UPDATE columns of "AuditEvent"',
  ],
  [
    "through PUBLIC",
    `GRANT DELETE ON "Policy" TO PUBLIC`,
    `REVOKE DELETE ON "Policy" FROM PUBLIC`,
    'may DELETE on "Policy"',
  ],
  ["membership", `GRANT lapse_owner TO lapse_app`, `REVOKE lapse_owner FROM lapse_app`, "lapse_owner owns AuditEvent"],
  [
    "the right to erase",
    `GRANT lapse_eraser TO lapse_app`,
    `REVOKE lapse_eraser FROM lapse_app`,
    'may DELETE on "AuditPersonal"',
  ],
  [
    "CREATEROLE",
    `ALTER ROLE lapse_app CREATEROLE`,
    `ALTER ROLE lapse_app NOCREATEROLE`,
    "lapse_app is allowed to make roles",
  ],
  [
    "a table of its own",
    `ALTER TABLE "Favourite" OWNER TO lapse_app`,
    `ALTER TABLE "Favourite" OWNER TO lapse_owner`,
    "lapse_app owns Favourite",
  ],
  [
    "the schema",
    `GRANT CREATE ON SCHEMA public TO lapse_app`,
    `REVOKE CREATE ON SCHEMA public FROM lapse_app`,
    "may create in schema public",
  ],
] as const)("a right too many is named: %s", async ([, grant, revoke, words]) => {
  await admin.query(grant);
  try {
    expect(await checkLeastPrivilege(app.prisma)).toContain(words);
  } finally {
    await admin.query(revoke);
  }
  expect(await checkLeastPrivilege(app.prisma)).toEqual([]);
});

test("the owner's own connection is refused as the application's", async () => {
  const wrong = connectDatabase(database.ownerUrl);
  expect(await checkLeastPrivilege(wrong.prisma)).toContain("lapse_owner owns AuditEvent");
  await wrong.close();
});
