/**
 * Every promise of speed that the record makes, in one run: writing it, sequencing it, verifying and proving it, searching and
 * exporting it. `npm run bench:audit`; `-- --rows 10000000` for the ten million of the promise (default one million);
 * `-- --json` for one JSON object as the last line. In pieces: `-- --only searching,exporting --kept FOLDER` does those alone, on
 * a record that is kept in the folder for the next run, and `--only filling` makes it.
 */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { type BenchDatabase, openBenchDatabase } from "./audit/bench-database.ts";
import { fillRecord } from "./audit/fill-record.ts";
import { measureSearch } from "./audit/searching.ts";
import { measureBacklog, measureCover } from "./audit/sequencing.ts";
import { measureProving, measureVerifying } from "./audit/tree.ts";
import { measureWriting } from "./audit/writing.ts";

process.env["LAPSE_LOG_LEVEL"] ??= "error";
const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== "--"),
  options: {
    json: { type: "boolean", default: false },
    rows: { type: "string", default: "1000000" },
    only: { type: "string" },
    kept: { type: "string" },
  },
});
const rows = Number(values.rows);
if (!Number.isSafeInteger(rows) || rows < 1_000) throw new Error("--rows wants a whole number from 1,000 on");
const count = (value: number): string => value.toLocaleString("en");
const round = (value: number): number => Number(value.toFixed(2));

type Figures = Readonly<Record<string, number>>;
type Part = (database: BenchDatabase) => Figures | Promise<Figures>;

const writing: Part = async (database) => {
  const rates = await measureWriting(database, 4, 1_500);
  const { plainPerSecond: plain, auditedPerSecond: audited, chainedPerSecond: chained } = rates;
  const { unrecordedPerSecond: unrecorded, alonePerSecond: alone, chainedBarePerSecond: bare } = rates;
  const of = (value: number, floor: number): number => round(value / floor);
  console.log(`writing    ${count(plain)}/s a guarded row by hand, without any event; 32 writers`);
  console.log(`           ${count(audited)}/s with its event: ${of(audited, plain)} of that (aim 0.6)`);
  console.log(
    `           ${count(chained)}/s chained in the transaction: ours is ${of(audited, chained)} times that (aim 5)`,
  );
  console.log(`           ${count(bare)}/s chained by the bare driver, which costs the client nothing`);
  console.log(
    `           ${count(alone)}/s where no two share a statement: ${of(alone, plain)} of plain, ${of(alone, unrecorded)} of the ${count(unrecorded)}/s without its event, ${of(alone, chained)} times the chain`,
  );
  return {
    ...rates,
    auditedOverPlain: of(audited, plain),
    aloneOverPlain: of(alone, plain),
    auditedOverChained: of(audited, chained),
  };
};

const sequencing: Part = async (database) => {
  const leavesPerSecond = await measureBacklog(database, 60_000);
  console.log(`sequencing ${count(leavesPerSecond)} leaves/s of a backlog, stored, signed and witnessed (aim 20,000)`);
  return { leavesPerSecond };
};

const covering: Part = async (database) => {
  const { p50Ms, p99Ms, perSecond } = await measureCover(database, 1_000, 12);
  console.log(
    `covering   p50 ${p50Ms} ms, p99 ${p99Ms} ms from commit to published checkpoint at ${count(perSecond)} events/s (aim 1,000 ms)`,
  );
  return { checkpointP50Ms: p50Ms, checkpointP99Ms: p99Ms };
};

const verifying: Part = () => {
  const { wallSeconds, cpuSeconds } = measureVerifying(1_000_000).verified;
  console.log(`verifying  1,000,000 leaves in ${round(wallSeconds)} s, ${round(cpuSeconds)} s of one core (aim 15)`);
  return { verifyMillionSeconds: round(wallSeconds), verifyMillionCpuSeconds: round(cpuSeconds) };
};

const proving: Part = () => {
  const { proofMs, mostTiles } = measureProving();
  console.log(
    `proving    one of 10,000,000 leaves: p99 ${round(proofMs)} ms from at most ${mostTiles} tiles (aim 50, 8)`,
  );
  return { proofMs: round(proofMs), proofTiles: mostTiles };
};

const filling: Part = async (database) => {
  const started = performance.now();
  await fillRecord(database, rows);
  console.log(`filling    ${count(rows)} events in ${Math.round((performance.now() - started) / 1_000)} s`);
  return { rows };
};

const searching: Part = async (database) => {
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
  return { searchP95Ms, page10000OverPage1 };
};

const exporting: Part = ({ appUrl }) => {
  const child = path.join(import.meta.dirname, "audit-export.ts");
  const told = execFileSync(process.execPath, ["--expose-gc", child, appUrl], { encoding: "utf8" });
  const { rows: read, rowsPerSecond, rssMb, earlyHeldMb, heldMb } = JSON.parse(told) as ExportFigures;
  console.log(
    `exporting  ${count(read)} rows at ${count(rowsPerSecond)}/s in ${rssMb} MB, of which held: ${earlyHeldMb} MB after 100,000, ${heldMb} MB at the end (aim 50,000/s, constant)`,
  );
  const held = { exportEarlyHeldMb: earlyHeldMb, exportHeldMb: heldMb };
  return { exportRowsPerSecond: rowsPerSecond, exportRssMb: rssMb, ...held };
};
type ExportFigures = Readonly<Record<"rows" | "rowsPerSecond" | "rssMb" | "earlyHeldMb" | "heldMb", number>>;

const parts = { writing, sequencing, covering, verifying, proving, filling, searching, exporting };
type PartName = keyof typeof parts;
const names = Object.keys(parts) as readonly PartName[];
/** What writes events of its own would come among those that are kept. */
const ofTheRecord: ReadonlySet<PartName> = new Set(["verifying", "proving", "filling", "searching", "exporting"]);

const wanted = (values.only?.split(",") ?? names).map((word) => {
  const name = names.find((each) => each === word);
  if (!name) throw new Error(`--only knows ${names.join(", ")}`);
  if (values.kept !== undefined && !ofTheRecord.has(name)) throw new Error(`--kept does not go with ${name}`);
  return name;
});

const database = await openBenchDatabase(24, values.kept);
try {
  const figures: Figures[] = [];
  for (const name of wanted) figures.push(await parts[name](database));
  if (values.json) console.log(JSON.stringify(Object.assign({}, ...figures)));
} finally {
  await database.close();
}
