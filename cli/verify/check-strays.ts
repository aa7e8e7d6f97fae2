import { longestBundle } from "#cli/verify/check-bundle.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { entriesUnder } from "#cli/verify/read-tile.ts";
import { equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import { parseTilePath, tileAt, type TileAddress, tilePath } from "#core/domain/audit/tree/tile-address.ts";

/**
 * Files below `tile/` that the log of this size does not consist of. A partial tile from when the log was shorter may lie
 * there still, and must be the beginning of what the tile is now; anything else could be taken for evidence and is reported.
 */
export function* checkStrays(files: ExportFiles, size: number): Generator<Finding> {
  for (const path of files.tilePaths()) {
    const address = parseTilePath(path);
    const current = address && tileAt(address.level, address.index, size);
    if (address === undefined || current === undefined || address.width > current.width) {
      yield { path, message: "is no part of the log that the checkpoint is signed over" };
    } else if (address.width < current.width && !isBeginning(files, address, current)) {
      const entries = entriesUnder(address, 0, address.width);
      yield { path, message: `is not the beginning of ${tilePath(current)}`, entries, bad: "loose" };
    }
  }
}

function isBeginning(files: ExportFiles, older: TileAddress, current: TileAddress): boolean {
  const [was, is] = [files.read(tilePath(older), longestBundle), files.read(tilePath(current), longestBundle)];
  if (typeof was === "string" || typeof is === "string") return false;
  const end = older.level === "entries" ? endOfEntries(is, older.width) : older.width * 32;
  return equalBytes(was, is.subarray(0, end));
}

/** Where this many entries of a bundle end; beyond the bundle where it breaks off. */
function endOfEntries(bundle: Uint8Array, count: number): number {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  let at = 0;
  for (let entry = 0; entry < count && at + 2 <= bundle.length; entry += 1) at += 2 + view.getUint16(at);
  return at;
}
