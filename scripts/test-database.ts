import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { closeToPublic, urlOf, type PortalDatabase } from "./postgres/ensure-portal-database.ts";
import { withClient } from "./postgres/with-client.ts";
import { templateName } from "./vitest/template-database.ts";

export interface TestDatabase extends PortalDatabase {
  /** Superuser in this database, for looking behind the product's back. */
  adminUrl: string;
  eraseUrl: string;
}

/**
 * A fresh, migrated database of this test file's own, dropped when the file is done. To be called at the top level of a
 * `*.db.test.ts` file: `const database = await openTestDatabase();`. A file that needs an untouched one calls it again.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, appServerUrl, passwords } = inject("testServer");
  const database = `lapse_${randomBytes(6).toString("hex")}`;
  await withClient(adminUrl, async (admin) => {
    await admin.query(`create database ${database} template ${templateName} owner lapse_owner`);
    await closeToPublic(admin, database);
  });
  // Hooks run last in, first out: what the file closes after itself is closed before this.
  afterAll(() => withClient(adminUrl, (admin) => admin.query(`drop database ${database} with (force)`)));
  return {
    appUrl: urlOf(appServerUrl, "lapse_app", passwords.app, database),
    ownerUrl: urlOf(adminUrl, "lapse_owner", passwords.owner, database),
    eraseUrl: urlOf(adminUrl, "lapse_eraser", passwords.eraser, database),
    adminUrl: urlOf(adminUrl, "postgres", new URL(adminUrl).password, database),
  };
}
