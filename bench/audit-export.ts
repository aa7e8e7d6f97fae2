/** Reads the whole record as an export does and says how fast and in how much memory: a process of its own, for `audit.ts`. */
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { jsonLine } from "#server/api/audit-lines.ts";

const [databaseUrl] = process.argv.slice(2);
if (databaseUrl === undefined) throw new Error("usage: node bench/audit-export.ts DATABASE_URL");
const warmUpRows = 100_000;
const mb = (count: number): number => Math.round(count / 2 ** 20);
const adapters = createCoreAdapters(databaseUrl, { connections: 2 });
let [rows, bytes, early, peak] = [0, 0, 0, 0];
const started = performance.now();
for await (const event of adapters.audit.export({})) {
  bytes += jsonLine(event).length;
  if (rows++ % 10_000 !== 0) continue;
  peak = Math.max(peak, process.memoryUsage.rss());
  // What it takes once it runs, before most of the rows have passed: were they kept, the rest would cost more.
  if (rows <= warmUpRows) early = peak;
}
const seconds = (performance.now() - started) / 1_000;
await adapters.close();
console.log(
  JSON.stringify({ rows, bytes, rowsPerSecond: Math.round(rows / seconds), earlyRssMb: mb(early), rssMb: mb(peak) }),
);
