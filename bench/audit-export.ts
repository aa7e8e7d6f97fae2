/**
 * Reads the whole record as an export does and says how fast and in how much memory: a process of its own, for `audit.ts`, with
 * `--expose-gc`, so that what is held can be told from what was not collected yet.
 */
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { jsonLine } from "#server/api/audit-lines.ts";

const [databaseUrl] = process.argv.slice(2);
if (databaseUrl === undefined) throw new Error("usage: node --expose-gc bench/audit-export.ts DATABASE_URL");
/** Once most of it has run, and before most of the rows have passed: were they kept, the rest would cost more. */
const earlyRows = 100_000;
const mb = (count: number): number => Math.round(count / 2 ** 20);
const held = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
const adapters = createCoreAdapters(databaseUrl, { connections: 2 });
let [rows, bytes, early, peak] = [0, 0, 0, 0];
const started = performance.now();
for await (const event of adapters.audit.export({})) {
  bytes += jsonLine(event).length;
  if (++rows === earlyRows) early = held();
  if (rows % 10_000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
const seconds = (performance.now() - started) / 1_000;
const late = held();
await adapters.close();
console.log(
  JSON.stringify({
    ...{ rows, bytes, rowsPerSecond: Math.round(rows / seconds) },
    ...{ rssMb: mb(peak), earlyHeldMb: mb(early), heldMb: mb(late) },
  }),
);
