/** Reads the whole record as an export does and says how fast and in how much memory: a process of its own, for `audit.ts`. */
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { jsonLine } from "#server/api/audit-lines.ts";

const [databaseUrl] = process.argv.slice(2);
if (databaseUrl === undefined) throw new Error("usage: node bench/audit-export.ts DATABASE_URL");
const adapters = createCoreAdapters(databaseUrl, { connections: 2 });
let [rows, bytes, peak] = [0, 0, 0];
const started = performance.now();
for await (const event of adapters.audit.export({})) {
  bytes += jsonLine(event).length;
  if (rows++ % 10_000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
const seconds = (performance.now() - started) / 1_000;
await adapters.close();
console.log(
  JSON.stringify({ rows, bytes, rowsPerSecond: Math.round(rows / seconds), rssMb: Math.round(peak / 2 ** 20) }),
);
