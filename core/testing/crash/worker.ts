/**
 * The process that is killed. Goes through the scenario, writes every point that it passes to its standard output, and stops for ever
 * at the one it was told: nothing of it goes on from there, not even what it does elsewhere, until somebody else ends it.
 */
import { writeSync } from "node:fs";
import pg from "pg";
import { http } from "#connectors/http/http.ts";
import { ldap } from "#connectors/ldap/ldap.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { scenario } from "./scenario.ts";
import { watchDriver, watchKind, watchPorts } from "./watch-calls.ts";

const [appUrl = "", adminUrl = "", read, write, stopAt = ""] = process.argv.slice(2);
const tell = (word: string, what: string): void => void writeSync(1, `${word} ${what}\n`);

// Made before the driver is watched: what moves time is not part of the product.
const admin = new pg.Client({ connectionString: adminUrl });
await admin.connect();
const sql = admin.query.bind(admin) as (text: string, values: unknown[]) => Promise<unknown>;
let passed = new Set<string>();
const barrier = (id: string): void => {
  if (passed.has(id)) return;
  passed.add(id);
  tell("point", id);
  if (id !== stopAt) return;
  tell("stopped", id);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

watchDriver(barrier);
const { core, close } = assembleCore(
  appUrl,
  [postgresql, http, ldap].map((kind) => watchKind(kind, barrier)),
  6,
);
passed = new Set();
await scenario({
  core: watchPorts(core),
  read: read as EntitlementId,
  write: write as EntitlementId,
  sql: (text, values) => sql(text, [...values]),
  promise: (what, id) => tell("promised", `${what} ${id}`),
});
await close();
await admin.end();
tell("done", "");
