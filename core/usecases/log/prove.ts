import { hashesFromTiles, tilesFor } from "#core/domain/audit/tree/proof-from-tiles.ts";
import { consistencyRanges, inclusionRanges, type LeafRange } from "#core/domain/audit/tree/proof-ranges.ts";
import { emptyRoot } from "#core/domain/audit/tree/merkle-hash.ts";
import { tilePath } from "#core/domain/audit/tree/tile-address.ts";
import type { Core } from "#core/ports/core.ts";

/** The root that the log's tree had at a size, from the tiles of the tree as it is at a larger one. */
export const rootAt = async (core: Core, size: number, now: number): Promise<Uint8Array> => {
  const [root] = size === 0 ? [emptyRoot] : await hashes(core, [{ start: 0, end: size }], now);
  if (!root) throw new Error("a tree had no root");
  return root;
};

/** That the tree of size `to` begins with the whole tree of size `from`; nothing needs to be shown from an empty one. */
export const proofFrom = (core: Core, from: number, to: number): Promise<readonly Uint8Array[]> =>
  from === 0 ? Promise.resolve([]) : hashes(core, consistencyRanges(from, to), to);

/** That the leaf at this index is in the tree of this size. */
export const inclusionProof = (core: Core, index: number, size: number): Promise<readonly Uint8Array[]> =>
  hashes(core, inclusionRanges(index, size), size);

const hashes = async (core: Core, ranges: readonly LeafRange[], size: number): Promise<readonly Uint8Array[]> => {
  const tiles = await Promise.all(
    tilesFor(ranges, size).map(async (address): Promise<[string, Uint8Array]> => {
      const bytes = await core.log.tile(address);
      if (!bytes) throw new Error(`the log has no ${tilePath(address)}`);
      return [tilePath(address), bytes];
    }),
  );
  return hashesFromTiles(ranges, size, new Map(tiles));
};
