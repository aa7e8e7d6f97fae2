import pg from "pg";
import { PlainError } from "../plain-error.ts";
import { withClient } from "../postgres/with-client.ts";
import { migrationsDir, readMigrations } from "../prisma/migration-files.ts";

const noSuchTable = "42P01";

/**
 * For a start that is told of no owner: somebody else migrates, and this sees that they have, with the portal's own role.
 * @throws PlainError where the database lacks a migration that this version comes with.
 */
export async function checkMigrated(appUrl: string): Promise<void> {
  const applied = new Set(await withClient(appUrl, appliedTo));
  const missing = (await readMigrations(migrationsDir)).filter(({ name }) => !applied.has(name));
  const [first] = missing;
  if (first === undefined) return;
  throw new PlainError(
    `The database lacks ${missing.length} of this version's migrations, the first of them ${first.name}: run \`node scripts/migrate.ts\` with LAPSE_MIGRATE_URL, or set it here.`,
  );
}

async function appliedTo(client: pg.Client): Promise<string[]> {
  try {
    const { rows } = await client.query<{ name: string }>(
      "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === noSuchTable) return [];
    throw error;
  }
}
