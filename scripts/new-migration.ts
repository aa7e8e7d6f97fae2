import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { DiffParams, DiffTarget } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { throwawayCluster } from "./postgres/throwaway-cluster.ts";
import { migrationsDir, prismaDir } from "./prisma/migration-files.ts";
import { withSchemaEngine } from "./prisma/schema-engine.ts";

const schemaFile = path.join(prismaDir, "schema.prisma");
/** What schema.prisma said at the last migration: the engine cannot read a live PostgreSQL 18 through the pg adapter. */
const migratedSchemaFile = path.join(prismaDir, "migrated-schema.prisma");

/**
 * The SQL that leads from the last migration to today's schema.prisma; empty when there is none. Changes nothing:
 * `serverUrl` is there because the engine wants a server that answers.
 */
export async function pendingChanges(serverUrl: string): Promise<string> {
  const request: DiffParams = {
    from: existsSync(migratedSchemaFile) ? await datamodel(migratedSchemaFile) : { tag: "empty" },
    to: await datamodel(schemaFile),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  };
  const pool = new pg.Pool({ connectionString: serverUrl });
  const { stdout } = await withSchemaEngine(pool, (engine) => engine.diff(request)).finally(() => pool.end());
  const sql = stdout ?? "";
  return sql.includes("-- This is an empty migration") ? "" : sql;
}

async function datamodel(file: string): Promise<DiffTarget> {
  return { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: await readFile(file, "utf8") }] };
}

/** Writes the pending changes as a migration called `name` and returns its folder. Undefined when nothing changed. */
export async function newMigration(name: string, now: Date): Promise<string | undefined> {
  const server = await throwawayCluster();
  const sql = await pendingChanges(server.adminUrl).finally(() => server.stop());
  if (sql === "") return undefined;
  const stamp = now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const dir = path.join(migrationsDir, `${stamp}_${name.replaceAll(/[^a-z0-9]+/gi, "_").toLowerCase()}`);
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, "migration.sql"), sql);
  await writeFile(migratedSchemaFile, await readFile(schemaFile));
  return dir;
}

if (import.meta.main) {
  const name = process.argv[2];
  if (name === undefined) {
    console.error("usage: node scripts/new-migration.ts NAME");
    process.exit(2);
  }
  const dir = await newMigration(name, new Date());
  console.log(
    dir === undefined ? "schema.prisma has not changed since the last migration" : `${dir}: read it, amend it`,
  );
}
