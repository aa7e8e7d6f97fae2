import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

export const prismaDir = path.join(import.meta.dirname, "../../prisma");
export const migrationsDir = path.join(prismaDir, "migrations");

export interface Migration {
  readonly name: string;
  readonly script: string;
}

/** The migrations of a folder in the order of their names. */
export async function readMigrations(dir: string): Promise<readonly Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({ name, script: await readFile(path.join(dir, name, "migration.sql"), "utf8") })),
  );
}
