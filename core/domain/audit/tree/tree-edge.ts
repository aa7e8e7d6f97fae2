import { CompactRange } from "#core/domain/audit/tree/compact-range.ts";
import { hashLength, merkle, type MerkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";
import { edgeTiles, type TileAddress, tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { hashInTile, rootInTile } from "#core/domain/audit/tree/tile-hashes.ts";

export interface Tile extends TileAddress {
  readonly level: number;
  readonly bytes: Uint8Array;
}

/**
 * The right edge of a log: its partial tiles, from which it grows. Whoever writes keeps each tile that `append` returns and,
 * with every checkpoint, the partial tiles of that moment; those and the size bring the edge back with `resume`.
 */
export class TreeEdge {
  readonly #partial: Uint8Array[] = [];
  readonly #hasher: MerkleHasher;
  #size = 0;

  constructor(hasher: MerkleHasher = merkle) {
    this.#hasher = hasher;
  }

  /** The edge of a log of this size from its partial tiles by path. Throws where one is missing or of another length. */
  static resume(size: number, tiles: ReadonlyMap<string, Uint8Array>, hasher: MerkleHasher = merkle): TreeEdge {
    const edge = new TreeEdge(hasher);
    for (const address of edgeTiles(size)) {
      const bytes = tiles.get(tilePath(address));
      if (bytes?.length !== address.width * hashLength) throw new Error(`${tilePath(address)} is missing or torn`);
      edge.#room(Number(address.level)).set(bytes);
    }
    edge.#size = size;
    return edge;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds the next leaf's hash; returns the tiles it filled, lowest level first. They never change again. */
  append(leafHash: Uint8Array): Tile[] {
    const filled: Tile[] = [];
    this.#size += 1;
    let hash = leafHash;
    let count = this.#size;
    for (let level = 0; ; level += 1) {
      const at = (count - 1) % tileWidth;
      const tile = this.#room(level);
      tile.set(hash, at * hashLength);
      if (at < tileWidth - 1) return filled;
      count /= tileWidth;
      filled.push({ level, index: count - 1, width: tileWidth, bytes: tile.slice() });
      hash = rootInTile(tile, 0, tileWidth, this.#hasher);
    }
  }

  /** The partial tiles of this size, which a checkpoint of this size must be published with. */
  partialTiles(): Tile[] {
    return edgeTiles(this.#size).map((address) => {
      const level = Number(address.level);
      return { ...address, level, bytes: this.#room(level).slice(0, address.width * hashLength) };
    });
  }

  root(): Uint8Array {
    return rootOfEdge(this.partialTiles(), this.#hasher);
  }

  #room(level: number): Uint8Array {
    return (this.#partial[level] ??= new Uint8Array(tileWidth * hashLength));
  }
}

/** The root that a tree's partial tiles (lowest level first) commit to: they cover every leaf once. */
export function rootOfEdge(tiles: readonly Tile[], hasher: MerkleHasher = merkle): Uint8Array {
  const range = new CompactRange(hasher);
  for (const { level, width, bytes } of tiles.toReversed()) {
    for (let at = 0; at < width; at += 1) range.append(hashInTile(bytes, at), 8 * level);
  }
  return range.root();
}
