import { merkle, type MerkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";
import { type LeafRange, type NodeAddress, perfectNodes } from "#core/domain/audit/tree/proof-ranges.ts";
import { tileAt, type TileAddress, tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { rootInTile } from "#core/domain/audit/tree/tile-hashes.ts";

const levelsPerTile = 8;

/** Where a node lies: the tile of a tree of this size, and which of its hashes the node is the root of. */
export function placeOf(
  { level, index }: NodeAddress,
  size: number,
): { tile: TileAddress; start: number; count: number } {
  const count = 2 ** (level % levelsPerTile);
  const tile = tileAt(Math.floor(level / levelsPerTile), Math.floor((index * count) / tileWidth), size);
  if (tile === undefined) throw new RangeError(`a tree of size ${size} has no node ${index} at level ${level}`);
  return { tile, start: (index * count) % tileWidth, count };
}

/** The tiles of a tree of this size that hold what the ranges need, each once: fetch these, then `hashesFromTiles`. */
export function tilesFor(ranges: readonly LeafRange[], size: number): TileAddress[] {
  const tiles = new Map<string, TileAddress>();
  for (const node of ranges.flatMap(perfectNodes)) {
    const { tile } = placeOf(node, size);
    tiles.set(tilePath(tile), tile);
  }
  return [...tiles.values()];
}

/**
 * The hash of each range, read from tiles keyed by path: with `inclusionRanges` or `consistencyRanges` a proof, with the
 * range from 0 to n the root at size n. Tiles are believed here; what is made of them must be checked against a root that
 * is not from the same source. Throws where a tile is missing or too short.
 */
export function hashesFromTiles(
  ranges: readonly LeafRange[],
  size: number,
  tiles: ReadonlyMap<string, Uint8Array>,
  hasher: MerkleHasher = merkle,
): Uint8Array[] {
  const read = (node: NodeAddress): Uint8Array => {
    const { tile, start, count } = placeOf(node, size);
    const bytes = tiles.get(tilePath(tile));
    if (bytes === undefined) throw new Error(`the tile ${tilePath(tile)} was not fetched`);
    return rootInTile(bytes, start, count, hasher);
  };
  return ranges.map((range) =>
    perfectNodes(range)
      .map(read)
      .reduceRight((right, left) => hasher.node(left, right)),
  );
}
