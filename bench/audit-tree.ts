/**
 * What the transparency log's arithmetic costs: growing it, verifying an export of it, proving an entry. No database.
 * `node bench/audit-tree.ts`; `--leaves` changes the million; with `-- --json` the last line is one JSON object.
 * Aims: ≥ 20,000 leaves/s; 1,000,000 leaves verified in ≤ 15 s on one core, in constant memory; a proof for any of 10,000,000
 * leaves in ≤ 50 ms from ≤ 8 tiles.
 */
import { hash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { sampleFolder } from "#cli/testing/sample-folder.ts";
import { sampleKey } from "#cli/testing/sample-key.ts";
import { sampleEntries, writeExport } from "#cli/testing/sample-log.ts";
import { type ExportFiles, openFolder } from "#cli/verify/export-files.ts";
import { verifyExport } from "#cli/verify/verify-export.ts";
import { merkle } from "#core/domain/audit/tree/merkle-hash.ts";
import { hashesFromTiles, tilesFor } from "#core/domain/audit/tree/proof-from-tiles.ts";
import { inclusionRanges } from "#core/domain/audit/tree/proof-ranges.ts";
import { edgeTiles, type TileAddress, tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { rootInTile } from "#core/domain/audit/tree/tile-hashes.ts";
import { rootOfEdge } from "#core/domain/audit/tree/tree-edge.ts";
import { verifyInclusion } from "#core/domain/audit/tree/verify-inclusion.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== "--"),
  options: { json: { type: "boolean", default: false }, leaves: { type: "string", default: "1000000" } },
});
const leaves = Number(values.leaves);
if (!Number.isSafeInteger(leaves) || leaves < 1) throw new Error("--leaves wants a whole number");
const key = sampleKey("bench.example/lapse", 0x42);

interface Cost {
  readonly wallSeconds: number;
  /** Of all threads: what one core would need, however busy the machine is. */
  readonly cpuSeconds: number;
}

function cost(work: () => void): Cost {
  const [started, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return { wallSeconds: (performance.now() - started) / 1_000, cpuSeconds: (user + system) / 1e6 };
}

/** Leaf hashes, tiles, bundles and one checkpoint in memory, with the hashes that the sequencer uses. */
function measureGrowing() {
  const count = Math.min(leaves, 200_000);
  const entries = [...sampleEntries(count)];
  let bytes = 0;
  const grown = cost(() => void writeExport(entries, key, (_path, file) => (bytes += file.length)));
  const pair = new Uint8Array(65);
  const floor = cost(() => {
    for (const entry of entries) {
      hash("sha256", entry, "buffer");
      hash("sha256", pair, "buffer");
    }
  });
  const perSecond = ({ wallSeconds }: Cost): number => Math.round(count / wallSeconds);
  return { leavesPerSecond: perSecond(grown), floorLeavesPerSecond: perSecond(floor), bytesPerLeaf: bytes / count };
}

/** The whole of `lapse verify` on a folder, beside only reading the same files. */
function measureVerifying() {
  const folder = mkdtempSync(join(tmpdir(), "lapse-bench-"));
  try {
    sampleFolder(folder, sampleEntries(leaves), key);
    const files = openFolder(folder);
    const floor = cost(() => {
      for (const path of files.tilePaths()) readFileSync(join(folder, path));
    });
    const before = process.memoryUsage.rss();
    let peak = before;
    const watched: ExportFiles = {
      ...files,
      read(path, longest) {
        peak = Math.max(peak, process.memoryUsage.rss());
        return files.read(path, longest);
      },
    };
    const verified = cost(() => {
      const { found, checkpoint } = verifyExport(watched, { key, witnesses: [], kept: [] });
      if (found.count !== 0 || checkpoint?.size !== leaves) throw new Error(JSON.stringify(found.shown));
    });
    const grownMb = (peak - before) / 2 ** 20;
    return { verified, readOnly: floor, grownMb };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A log of ten million equal entries: every tile is known without storing any, and the proofs are as long as real ones. */
function measureProving() {
  const size = 10_000_000;
  const full = [merkle.leaf(new TextEncoder().encode("entry"))];
  const tile = ({ level, width }: TileAddress): Uint8Array => {
    const at = Number(level);
    const filled = (hash: Uint8Array): Uint8Array => Buffer.concat(Array.from({ length: tileWidth }, () => hash));
    while (full.length <= at) full.push(rootInTile(filled(full.at(-1) ?? new Uint8Array()), 0, tileWidth));
    return filled(full[at] ?? new Uint8Array()).subarray(0, width * 32);
  };
  const [leafHash = new Uint8Array()] = full;
  const root = rootOfEdge(edgeTiles(size).map((one) => ({ ...one, level: Number(one.level), bytes: tile(one) })));
  const times: number[] = [];
  let mostTiles = 0;
  for (let round = 0; round < 400; round += 1) {
    const index = round % 20 === 0 ? size - 1 - round : (round * 7_919_993) % size;
    const started = performance.now();
    const ranges = inclusionRanges(index, size);
    const needed = tilesFor(ranges, size);
    const proof = hashesFromTiles(ranges, size, new Map(needed.map((one) => [tilePath(one), tile(one)])));
    times.push(performance.now() - started);
    mostTiles = Math.max(mostTiles, needed.length);
    if (!verifyInclusion({ leafHash, index, size, proof, root })) throw new Error(`no proof of leaf ${index}`);
  }
  times.sort((one, other) => one - other);
  return {
    proofMs: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    medianMs: times[200] ?? Number.NaN,
    mostTiles,
  };
}

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
const count = (value: number): string => value.toLocaleString("en");

const grown = measureGrowing();
console.log(
  `growing   ${count(grown.leavesPerSecond)} leaves/s with tiles and bundles (aim 20,000); ` +
    `floor, two SHA-256 of OpenSSL a leaf: ${count(grown.floorLeavesPerSecond)}/s`,
);
const { verified, readOnly, grownMb } = measureVerifying();
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
