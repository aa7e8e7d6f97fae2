import { expect, test } from "vitest";
import { withClient } from "../postgres/with-client.ts";
import { openTestDatabase } from "../test-database.ts";
import { checkMigrated } from "./check-migrated.ts";

const database = await openTestDatabase();
const asOwner = (sql: string): Promise<unknown> => withClient(database.ownerUrl, (owner) => owner.query(sql));

test("a start without an owner goes on where everything is applied, and says what is missing where it is not", async () => {
  await checkMigrated(database.appUrl);
  await asOwner(
    "delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations)",
  );
  await expect(checkMigrated(database.appUrl)).rejects.toThrow(
    /lacks 1 of this version's migrations.*scripts\/migrate/,
  );
  await asOwner("drop table _prisma_migrations");
  await expect(checkMigrated(database.appUrl)).rejects.toThrow(/lacks \d\d+ of this version's migrations/);
});
