/**
 * What the transparency log's arithmetic costs: growing it, verifying an export of it, proving an entry. No database.
 * `node bench/audit-tree.ts`; `--leaves` changes the million; with `-- --json` the last line is one JSON object.
 * Aims: ≥ 20,000 leaves/s; 1,000,000 leaves verified in ≤ 15 s on one core, in constant memory; a proof for any of 10,000,000
 * leaves in ≤ 50 ms from ≤ 8 tiles.
 */
import { parseArgs } from "node:util";
import { measureGrowing, measureProving, measureVerifying } from "./audit/tree.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== "--"),
  options: { json: { type: "boolean", default: false }, leaves: { type: "string", default: "1000000" } },
});
const leaves = Number(values.leaves);
if (!Number.isSafeInteger(leaves) || leaves < 1) throw new Error("--leaves wants a whole number");

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
const count = (value: number): string => value.toLocaleString("en");

const grown = measureGrowing(leaves);
console.log(
  `growing   ${count(grown.leavesPerSecond)} leaves/s with tiles and bundles (aim 20,000); ` +
    `floor, two SHA-256 of OpenSSL a leaf: ${count(grown.floorLeavesPerSecond)}/s`,
);
const { verified, readOnly, grownMb } = measureVerifying(leaves);
console.log(
  `verifying ${count(leaves)} leaves: ${round(verified.wallSeconds)} s, ${round(verified.cpuSeconds)} s of one core ` +
    `(aim 15), memory +${round(grownMb, 0)} MB; floor, reading the files: ${round(readOnly.wallSeconds)} s`,
);
const proved = measureProving();
console.log(
  `proving   one of 10,000,000 leaves: p99 ${round(proved.proofMs)} ms, p50 ${round(proved.medianMs)} ms (aim 50) ` +
    `from at most ${proved.mostTiles} tiles (aim 8), tiles in memory`,
);
if (values.json) {
  console.log(
    JSON.stringify({
      leavesPerSecond: grown.leavesPerSecond,
      floorLeavesPerSecond: grown.floorLeavesPerSecond,
      verifyLeaves: leaves,
      verifyMillionSeconds: round((verified.wallSeconds * 1e6) / leaves),
      verifyMillionCpuSeconds: round((verified.cpuSeconds * 1e6) / leaves),
      verifyMemoryMb: round(grownMb, 0),
      proofMs: round(proved.proofMs),
      proofTiles: proved.mostTiles,
    }),
  );
}
