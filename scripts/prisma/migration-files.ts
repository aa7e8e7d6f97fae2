import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { MigrationDirectory, MigrationList } from "@prisma/schema-engine-wasm";

export const prismaDir = path.join(import.meta.dirname, "../../prisma");
export const migrationsDir = path.join(prismaDir, "migrations");

/** The migrations of a folder in the order of their names, in the form that the schema engine reads. */
export async function readMigrations(dir: string): Promise<MigrationList> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: dir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    migrationDirectories: await Promise.all(names.sort().map((name) => readMigration(dir, name))),
    shadowDbInitScript: "",
  };
}

async function readMigration(dir: string, name: string): Promise<MigrationDirectory> {
  const value = await readFile(path.join(dir, name, "migration.sql"), "utf8");
  return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value } } };
}
