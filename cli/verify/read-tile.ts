import type { ExportFiles } from "#cli/verify/export-files.ts";
import { type Finding, nameEntries } from "#cli/verify/finding.ts";
import { hashLength } from "#core/domain/audit/tree/merkle-hash.ts";
import type { LeafRange } from "#core/domain/audit/tree/proof-ranges.ts";
import { type TileAddress, tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

/** The entries that `count` hashes of a tile from `from` on stand for. */
export function entriesUnder({ level, index }: TileAddress, from: number, count: number): LeafRange {
  const each = level === "entries" ? 1 : tileWidth ** level;
  const first = index * tileWidth + from;
  return { start: first * each, end: (first + count) * each };
}

/** A tile of exactly the length that its address says, or why there is none. */
export function readTile(files: ExportFiles, address: TileAddress): Result<Uint8Array, Finding> {
  const path = tilePath(address);
  const length = address.width * hashLength;
  const bytes = files.read(path, length);
  if (bytes === "missing") {
    const entries = entriesUnder(address, 0, address.width);
    return refuse({ path, entries, bad: "every", message: `is missing: it has the hashes of ${nameEntries(entries)}` });
  }
  const present = bytes === "too-long" ? 0 : Math.floor(bytes.length / hashLength);
  if (bytes !== "too-long" && bytes.length === length) return ok(bytes);
  const had = bytes === "too-long" ? "more" : bytes.length;
  const entries = entriesUnder(address, present, address.width - present);
  return refuse({ path, entries, bad: "every", message: `has ${had} bytes instead of ${length}` });
}
