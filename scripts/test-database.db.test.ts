import { expect, test } from "vitest";
import { openTestDatabase } from "./test-database.ts";
import { withClient } from "./postgres/with-client.ts";

const first = await openTestDatabase();
const second = await openTestDatabase();

test("two test databases share nothing", async () => {
  await withClient(first.ownerUrl, (owner) => owner.query("create table only_here (id int)"));
  const found = await withClient(second.ownerUrl, (owner) => owner.query("select to_regclass('only_here') as found"));
  expect(found.rows).toEqual([{ found: null }]);
});

test("the application's role can neither make a table nor own, drop or empty one", async () => {
  await withClient(first.appUrl, async (app) => {
    await expect(app.query("create table mine (id int)")).rejects.toMatchObject({ code: "42501" });
    await expect(app.query("create schema mine")).rejects.toMatchObject({ code: "42501" });
    await expect(app.query("create temporary table mine (id int)")).rejects.toMatchObject({ code: "42501" });
    await expect(app.query('drop table "AuditEvent"')).rejects.toMatchObject({ code: "42501" });
    await expect(app.query('truncate "AuditEvent"')).rejects.toMatchObject({ code: "42501" });
    await expect(app.query("set role lapse_owner")).rejects.toMatchObject({ code: "42501" });
    const owned = await app.query("select relname from pg_class where relowner = 'lapse_app'::regrole");
    expect(owned.rows).toEqual([]);
  });
});
