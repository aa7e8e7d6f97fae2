import { afterAll, expect, test } from "vitest";
import { checkDatabaseRoles } from "#server/check-database-roles.ts";
import { context } from "#server/context.ts";
import { useTestEnvironment } from "#server/testing/use-test-environment.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
useTestEnvironment(database.appUrl);
process.env["LAPSE_ERASE_URL"] = database.eraseUrl;
afterAll(() => context().close());

test("a portal does not start with roles that could do more than they are for; every such right is named, by its variable", async () => {
  await withClient(database.adminUrl, async (admin) => {
    await admin.query(`GRANT UPDATE ON "AuditEvent" TO lapse_app`);
    await admin.query(`GRANT SELECT ON "Person" TO lapse_eraser`);
  });
  const started = checkDatabaseRoles(context());
  await expect(started).rejects.toThrow(/^DATABASE_URL names a role [^]*may UPDATE on "AuditEvent"/);
  await expect(started).rejects.toThrow(/LAPSE_ERASE_URL names a role [^]*may SELECT on "Person"/);
});

test("nor where a session does not run with what it asked for", async () => {
  const started = checkDatabaseRoles({
    checkLeastPrivilege: () => Promise.resolve([]),
    checkErasingRole: () => Promise.resolve([]),
    checkSession: () => Promise.resolve(["statement_timeout is 0"]),
  });
  await expect(started).rejects.toThrow(/^DATABASE_URL leads to sessions without [^]*\n {2}statement_timeout is 0$/);
});
