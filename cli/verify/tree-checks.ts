import { checkBundle } from "#cli/verify/check-bundle.ts";
import { checkTile, tileAbove } from "#cli/verify/check-tile.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { hasher } from "#cli/verify/hasher.ts";
import { readTile } from "#cli/verify/read-tile.ts";
import type { Checkpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import { edgeTiles, hashesAtLevel, tileAt, type TileAddress, tilePath } from "#core/domain/audit/tree/tile-address.ts";
import { rootOfEdge, type Tile } from "#core/domain/audit/tree/tree-edge.ts";

/**
 * One step of the verification. Whether it finds something depends on nothing but the checkpoint and the files it reads; to
 * say more exactly what it found it may look at others.
 */
export interface Check {
  readonly reads: readonly string[];
  readonly run: (files: ExportFiles) => readonly Finding[];
}

/**
 * Everything there is to check of a tree, in order, with no memory between the steps. The root holds the tiles of the right
 * edge, each tile holds those below it, and the lowest hold the entries: when every step holds, the root is that of exactly
 * these entries. `agreedSize` is the size up to which a kept checkpoint has confirmed the tiles already.
 */
export function* treeChecks(checkpoint: Checkpoint, agreedSize = 0): Generator<Check> {
  const { size } = checkpoint;
  yield rootCheck(checkpoint, agreedSize);
  for (let level = 0; hashesAtLevel(level, size) > 0; level += 1) {
    for (const tile of tilesAtLevel(level, size)) {
      const above = tileAbove(tile, size);
      const reads = (above === undefined ? [tile] : [tile, above]).map(tilePath);
      yield { reads, run: (files) => checkTile(files, tile, size) };
    }
  }
  for (const bundle of tilesAtLevel("entries", size)) {
    const reads = [tilePath(bundle), tilePath({ ...bundle, level: 0 })];
    yield { reads, run: (files) => checkBundle(files, bundle) };
  }
}

function* tilesAtLevel(level: TileAddress["level"], size: number): Generator<TileAddress> {
  for (let index = 0; ; index += 1) {
    const tile = tileAt(level, index, size);
    if (tile === undefined) return;
    yield tile;
  }
}

function rootCheck({ size, root }: Checkpoint, agreedSize: number): Check {
  const edge = edgeTiles(size);
  return {
    reads: edge.map(tilePath),
    run(files) {
      const tiles: Tile[] = [];
      for (const address of edge) {
        const tile = readTile(files, address);
        // Reported by the tile's own check, except that without it there is no root to compare.
        if (!tile.ok) return [];
        tiles.push({ ...address, level: Number(address.level), bytes: tile.value });
      }
      if (equalBytes(rootOfEdge(tiles, hasher), root)) return [];
      const start = Math.min(agreedSize, Math.max(size - 1, 0));
      const message = "is signed over another tree than the tiles are of";
      return [{ path: "checkpoint", message, entries: size === 0 ? undefined : { start, end: size }, bad: "loose" }];
    },
  };
}
