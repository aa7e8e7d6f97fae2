import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";

export type SchemaEngine = glue.SchemaEngine;

const module = "./schema_engine_bg.js";
let loaded: Promise<void> | undefined;

/**
 * Gives `work` Prisma's own schema engine in its WebAssembly form: the program that compares two schemas for `prisma migrate`,
 * without downloading one. The package's interface is internal to Prisma, which is why its version is pinned to the build that
 * belongs to our `prisma`. It wants a server that answers even when it only compares. Migrations are applied without it
 * (`apply-migrations.ts`): on a busy machine it was seen to fall with all of its process.
 */
export async function withSchemaEngine<T>(pool: pg.Pool, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  await (loaded ??= load());
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
  using engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  // Awaited here: the engine is put away when this function returns.
  return await work(engine);
}

async function load(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const program = await WebAssembly.compile(await readFile(entry.replace(/\.js$/, ".wasm")));
  const { exports } = await WebAssembly.instantiate(program, { [module]: { ...glue, ...timersThatLetGo() } });
  glue.__wbg_set_wasm(exports);
  const start = exports["__wbindgen_start"];
  if (typeof start !== "function") throw new Error("the schema engine's package is not the one that is pinned");
  (start as () => void)();
}

/** The engine's time limit for its lock is never cleared: it would keep every process that migrated alive for 10 s. */
function timersThatLetGo(): Record<string, unknown> {
  const later = (callback: () => void, delayMs: number) => setTimeout(callback, delayMs >>> 0).unref();
  const names = Object.keys(glue).filter((name) => name.startsWith("__wbg_setTimeout_"));
  return Object.fromEntries(names.map((name) => [name, later]));
}
