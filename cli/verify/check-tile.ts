import { rootOfBundle } from "#cli/verify/check-bundle.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import { type Finding, nameEntries } from "#cli/verify/finding.ts";
import { hasher } from "#cli/verify/hasher.ts";
import { entriesUnder, readTile } from "#cli/verify/read-tile.ts";
import { equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import { type TileAddress, tileAt, tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { hashInTile, rootInTile } from "#core/domain/audit/tree/tile-hashes.ts";

/** A tile of hashes against the level above. A partial one, on the right edge, has nothing above: the root holds it. */
export function checkTile(files: ExportFiles, address: TileAddress, size: number): Finding[] {
  const tile = readTile(files, address);
  if (!tile.ok) return [tile.error];
  const above = tileAbove(address, size);
  const upper = above && readTile(files, above);
  if (above === undefined || !upper?.ok) return [];
  const hash = hashInTile(upper.value, address.index % tileWidth);
  if (equalBytes(rootInTile(tile.value, 0, tileWidth, hasher), hash)) return [];
  const entries = entriesUnder(address, 0, tileWidth);
  const below = rootOfBelow(files, address);
  if (below !== undefined && equalBytes(below, hash)) {
    // Only hashes of this tile were changed: the checks of what lies below it name them.
    const message = "was changed, and what it has the hashes of was not";
    return [{ path: tilePath(address), message, entries, bad: "loose" }];
  }
  const message = `and ${tilePath(above)} do not agree on ${nameEntries(entries)}: one of the two was changed`;
  return [{ path: tilePath(address), message, entries, bad: "one" }];
}

/** The tile that has a full tile's hash; undefined for a partial one. */
export function tileAbove({ level, index, width }: TileAddress, size: number): TileAddress | undefined {
  if (level === "entries" || width < tileWidth) return undefined;
  return tileAt(level + 1, Math.floor(index / tileWidth), size);
}

/** The root that a full tile would have by what lies below it; undefined where that is not all there. */
function rootOfBelow(files: ExportFiles, { level, index }: TileAddress): Uint8Array | undefined {
  if (level === "entries" || level === 0) return rootOfBundle(files, index);
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < tileWidth; at += 1) {
    const tile = readTile(files, { level: level - 1, index: index * tileWidth + at, width: tileWidth });
    if (!tile.ok) return undefined;
    hashes.push(rootInTile(tile.value, 0, tileWidth, hasher));
  }
  return rootInTile(Buffer.concat(hashes), 0, tileWidth, hasher);
}
