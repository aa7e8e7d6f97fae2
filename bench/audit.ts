/**
 * Every promise of speed that the record makes, in one run: writing it, sequencing it, verifying and proving it, searching and
 * exporting it. `npm run bench:audit`; `-- --rows 10000000` for the ten million of the promise (default one million);
 * `-- --json` for one JSON object as the last line.
 */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { openBenchDatabase } from "./audit/bench-database.ts";
import { fillRecord, measureSearch } from "./audit/searching.ts";
import { measureBacklog, measureCover } from "./audit/sequencing.ts";
import { measureProving, measureVerifying } from "./audit/tree.ts";
import { measureWriting } from "./audit/writing.ts";

process.env["LAPSE_LOG_LEVEL"] ??= "error";
const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== "--"),
  options: { json: { type: "boolean", default: false }, rows: { type: "string", default: "1000000" } },
});
const rows = Number(values.rows);
if (!Number.isSafeInteger(rows) || rows < 1_000) throw new Error("--rows wants a whole number from 1,000 on");
const count = (value: number): string => value.toLocaleString("en");
const round = (value: number): number => Number(value.toFixed(2));

const database = await openBenchDatabase(24);
try {
  const writing = await measureWriting(database, 4, 1_500);
  const { plainPerSecond, auditedPerSecond, chainedPerSecond } = writing;
  const auditedOverPlain = round(auditedPerSecond / plainPerSecond);
  console.log(`writing    ${count(plainPerSecond)}/s plain guarded update, 32 writers`);
  console.log(`           ${count(auditedPerSecond)}/s with its event: ${auditedOverPlain} of plain (aim 0.6)`);
  const overChained = round(auditedPerSecond / chainedPerSecond);
  console.log(
    `           ${count(chainedPerSecond)}/s chained in the transaction: ours is ${overChained} times that (aim 5)`,
  );

  const leavesPerSecond = await measureBacklog(database, 60_000);
  console.log(`sequencing ${count(leavesPerSecond)} leaves/s of a backlog, stored, signed and witnessed (aim 20,000)`);
  const cover = await measureCover(database, 1_000, 12);
  console.log(
    `covering   p50 ${cover.p50Ms} ms, p99 ${cover.p99Ms} ms from commit to published checkpoint at ${count(cover.perSecond)} events/s (aim 1,000 ms)`,
  );

  const { verified } = measureVerifying(1_000_000);
  console.log(
    `verifying  1,000,000 leaves in ${round(verified.wallSeconds)} s, ${round(verified.cpuSeconds)} s of one core (aim 15)`,
  );
  const { proofMs, mostTiles } = measureProving();
  console.log(
    `proving    one of 10,000,000 leaves: p99 ${round(proofMs)} ms from at most ${mostTiles} tiles (aim 50, 8)`,
  );

  await fillRecord(database, rows);
  const figures = await measureSearch(database);
  for (const { filter, firstP95Ms, deep, deepP95Ms } of figures) {
    console.log(
      `searching  ${filter.padEnd(11)} p95 ${round(firstP95Ms)} ms at page 1, ${round(deepP95Ms)} ms at page ${count(deep)} (aim 50)`,
    );
  }
  const searchP95Ms = round(Math.max(...figures.flatMap(({ firstP95Ms, deepP95Ms }) => [firstP95Ms, deepP95Ms])));
  const whole = figures.filter(({ deep }) => deep >= Math.min(10_000, rows / 60));
  const page10000OverPage1 = round(Math.max(...whole.map(({ deepP95Ms, firstP95Ms }) => deepP95Ms / firstP95Ms)));
  console.log(`           the slowest of them ${searchP95Ms} ms; page 10,000 costs ${page10000OverPage1} of page 1`);

  const child = path.join(import.meta.dirname, "audit-export.ts");
  const told = execFileSync(process.execPath, [child, database.appUrl], { encoding: "utf8" });
  const exported = JSON.parse(told) as { rows: number; rowsPerSecond: number; rssMb: number };
  console.log(
    `exporting  ${count(exported.rows)} rows at ${count(exported.rowsPerSecond)}/s in ${exported.rssMb} MB (aim 50,000/s, constant)`,
  );
  if (values.json) {
    console.log(
      JSON.stringify({
        ...{ plainPerSecond, auditedPerSecond, auditedOverPlain, chainedPerSecond, leavesPerSecond },
        checkpointP50Ms: cover.p50Ms,
        checkpointP99Ms: cover.p99Ms,
        verifyMillionSeconds: round(verified.wallSeconds),
        proofMs: round(proofMs),
        ...{ searchP95Ms, page10000OverPage1 },
        exportRowsPerSecond: exported.rowsPerSecond,
        exportRssMb: exported.rssMb,
        rows,
      }),
    );
  }
} finally {
  await database.close();
}
