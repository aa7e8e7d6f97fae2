import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { PlainError } from "../plain-error.ts";
import type { Migration } from "./migration-files.ts";

/** Prisma's own table, column by column (schema-engine, `sql_schema_connector`), so that `prisma migrate deploy` stays usable. */
const table = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
}

/**
 * Runs those of the migrations that the database does not have, in their order, in the transaction that `client` is in, and
 * returns their names. Whole scripts, as PostgreSQL reads them. @throws PlainError where one that was applied reads otherwise
 * today: what the database has can then no longer be told from the files.
 */
export async function applyMigrations(
  client: Pick<pg.Pool, "query">,
  migrations: readonly Migration[],
): Promise<string[]> {
  await client.query(table);
  const { rows } = await client.query<Applied>(
    "select migration_name, checksum from _prisma_migrations where rolled_back_at is null",
  );
  const known = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const applied: string[] = [];
  for (const { name, script } of migrations) {
    const checksum = createHash("sha256").update(script).digest("hex");
    const before = known.get(name);
    if (before !== undefined && before !== checksum)
      throw new PlainError(`The migration ${name} was changed after it was applied to this database.`);
    if (before !== undefined) continue;
    await client.query(script);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    applied.push(name);
  }
  return applied;
}
