import { hash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
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
export function measureGrowing(leaves: number) {
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
export function measureVerifying(leaves: number) {
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
export function measureProving() {
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
