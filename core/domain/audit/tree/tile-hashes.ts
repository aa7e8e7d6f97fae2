import { CompactRange } from "#core/domain/audit/tree/compact-range.ts";
import { hashLength, merkle, type MerkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";

/** The hash at this place of a tile. Throws a RangeError beyond the tile's end. */
export function hashInTile(tile: Uint8Array, at: number): Uint8Array {
  const hash = tile.subarray(at * hashLength, (at + 1) * hashLength);
  if (hash.length !== hashLength) throw new RangeError(`the tile has no hash ${at}`);
  return hash;
}

/** The root over `count` hashes of a tile from `start` on; of a full tile, its hash in the level above. */
export function rootInTile(tile: Uint8Array, start: number, count: number, hasher: MerkleHasher = merkle): Uint8Array {
  const range = new CompactRange(hasher);
  for (let at = start; at < start + count; at += 1) range.append(hashInTile(tile, at));
  return range.root();
}
