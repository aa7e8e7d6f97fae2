import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { connectDatabase } from "../client.ts";
import { createStore } from "../store/store.ts";
import { checkErasingRole } from "./check-erasing-role.ts";
import { createEraser } from "./eraser.ts";
import { transition } from "#core/domain/transition.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const app = connectDatabase(database.appUrl);
const erasing = connectDatabase(database.eraseUrl);
const eraser = createEraser(database.eraseUrl);
const admin = new pg.Client({ connectionString: database.adminUrl });
await admin.connect();
afterAll(() => Promise.all([app.close(), erasing.close(), eraser.close(), admin.end()]));

const denied = { code: "42501" };
const rows = async (table: string) => (await admin.query(`SELECT * FROM "${table}" ORDER BY 1, 2`)).rows as unknown[];
const record = async () => [await rows("AuditEvent"), await rows("AuditPersonal"), await rows("Person")];
const written = async (comment: string): Promise<string> => {
  await createStore(app.prisma).commit({ personId: null, via: "console", correlationId: "c" }, [
    transition({ events: [{ kind: "voteCast", data: { comment, ticket: "OPS-1" } }] }),
  ]);
  const { rows } = await admin.query<{ id: string }>(`SELECT max(id)::text AS id FROM "AuditEvent"`);
  return rows[0]!.id;
};
const position = await written("what somebody said");

test("the erasing role has exactly what it needs", async () => {
  expect(await checkErasingRole(erasing.prisma)).toEqual([]);
});

test.for([
  ["read an event", `SELECT id FROM "AuditEvent"`],
  ["read a personal value", `SELECT value FROM "AuditPersonal"`],
  ["read a salt", `SELECT salt FROM "AuditPersonal"`],
  ["change a personal value", `UPDATE "AuditPersonal" SET value = '1'`],
  ["add a personal value", `INSERT INTO "AuditPersonal" VALUES (1, '/x', '1', '')`],
  ["empty the personal values at once", `TRUNCATE "AuditPersonal"`],
  ["add an event", `INSERT INTO "AuditEvent" ("kind", "via", "correlationId", "data") VALUES ('x', 'y', 'z', '{}')`],
  ["change an event", `UPDATE "AuditEvent" SET kind = 'x'`],
  ["delete an event", `DELETE FROM "AuditEvent"`],
  ["delete a leaf", `DELETE FROM "LogLeaf"`],
  ["delete a checkpoint", `DELETE FROM "LogCheckpoint"`],
  ["change a person", `UPDATE "Person" SET name = 'x'`],
  ["read a grant", `SELECT id FROM "Grant"`],
  ["become the owner", `SET ROLE lapse_owner`],
  ["become the application", `SET ROLE lapse_app`],
  ["switch triggers off", `SET session_replication_role = replica`],
  ["disable a trigger", `ALTER TABLE "AuditPersonal" DISABLE TRIGGER ALL`],
  ["make a table", `CREATE TABLE mine (id int)`],
] as const)("the erasing role may not %s", async ([, statement]) => {
  const before = await record();
  await expect(erasing.pool.query(statement)).rejects.toMatchObject(denied);
  expect(await record()).toEqual(before);
  expect(before.flat().length).toBeGreaterThan(2);
});

test("it deletes the values that it is told to, and no other; twice is once", async () => {
  const other = await written("what somebody else said");
  const [events] = await record();
  const place = { position, field: "/data/comment" };
  expect(await eraser.erase([place, { position, field: "/data/nothing" }])).toBe(1);
  expect(await eraser.erase([place])).toBe(0);
  expect(await eraser.erase([])).toBe(0);
  const { rows: left } = await admin.query(
    `SELECT "eventId"::text AS position, field FROM "AuditPersonal" WHERE "eventId" IN ($1, $2) ORDER BY 1, 2`,
    [position, other],
  );
  expect(left).toEqual([
    { position, field: "/data/ticket" },
    { position: other, field: "/data/comment" },
    { position: other, field: "/data/ticket" },
  ]);
  expect((await record())[0]).toEqual(events);
});

test.for([
  [`GRANT SELECT ON "AuditPersonal" TO lapse_eraser`, `may SELECT on "AuditPersonal"`],
  [`GRANT SELECT (value) ON "AuditPersonal" TO lapse_eraser`, `may SELECT column "value" of "AuditPersonal"`],
  [`GRANT INSERT ON "AuditEvent" TO lapse_eraser`, `may INSERT on "AuditEvent"`],
  [`GRANT UPDATE (name) ON "Person" TO lapse_eraser`, `may UPDATE column "name" of "Person"`],
  [`GRANT SELECT ON "Grant" TO PUBLIC`, `may SELECT on "Grant"`],
  [`GRANT USAGE ON SEQUENCE "AuditEvent_id_seq" TO lapse_eraser`, "may use the sequence AuditEvent_id_seq"],
] as const)("a right too many is named: %s", async ([grant, words]) => {
  await admin.query(grant);
  try {
    expect(await checkErasingRole(erasing.prisma)).toContain(words);
  } finally {
    await admin.query(grant.replace("GRANT", "REVOKE").replace(" TO ", " FROM "));
  }
  expect(await checkErasingRole(erasing.prisma)).toEqual([]);
});

test("membership in the application's role is a right too many", async () => {
  await admin.query("GRANT lapse_app TO lapse_eraser");
  expect(await checkErasingRole(erasing.prisma)).toContain(`may SELECT on "Person"`);
  await admin.query("REVOKE lapse_app FROM lapse_eraser");
});

test("a role that cannot do what it is for is named, before anybody relies on it", async () => {
  await admin.query(`REVOKE DELETE ON "AuditPersonal" FROM lapse_eraser`);
  expect(await checkErasingRole(erasing.prisma)).toEqual([
    `may not delete from "AuditPersonal", which is all that it is for`,
  ]);
  await admin.query(`GRANT DELETE ON "AuditPersonal" TO lapse_eraser`);
});
