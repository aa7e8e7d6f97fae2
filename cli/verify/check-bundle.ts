import type { ExportFiles } from "#cli/verify/export-files.ts";
import { type Finding, nameEntries } from "#cli/verify/finding.ts";
import { hasher } from "#cli/verify/hasher.ts";
import { entriesUnder, readTile } from "#cli/verify/read-tile.ts";
import { decodeBundle, longestEntry } from "#core/domain/audit/tree/entry-bundle.ts";
import { equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import { type TileAddress, tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { hashInTile, rootInTile } from "#core/domain/audit/tree/tile-hashes.ts";

export const longestBundle = tileWidth * (2 + longestEntry);

/** Each entry of a bundle against its hash in the lowest tile. */
export function checkBundle(files: ExportFiles, bundle: TileAddress): Finding[] {
  const address: TileAddress = { ...bundle, level: 0 };
  const tile = readTile(files, address);
  const { whole, findings } = readEntries(files, bundle);
  // A lowest tile that is missing or torn is reported by its own check.
  if (!tile.ok) return findings;
  const wrong = mismatches(hashesOf(whole), tile.value).map(({ start, end }): Finding => {
    const entries = entriesUnder(bundle, start, end - start);
    const other = end - start === 1 ? "another" : "other";
    const message = `has ${other} ${nameEntries(entries)} than ${tilePath(address)} has the hash of`;
    return { path: tilePath(bundle), message, entries, bad: "every" };
  });
  return [...wrong, ...findings];
}

/** The root over the entries of a full bundle; undefined where they are not all there. */
export function rootOfBundle(files: ExportFiles, index: number): Uint8Array | undefined {
  const { whole } = readEntries(files, { level: "entries", index, width: tileWidth });
  return whole.length < tileWidth ? undefined : rootInTile(Buffer.concat(hashesOf(whole)), 0, tileWidth, hasher);
}

const hashesOf = (entries: readonly Uint8Array[]): Uint8Array[] => entries.map((entry) => hasher.leaf(entry));

function readEntries(files: ExportFiles, bundle: TileAddress): { whole: readonly Uint8Array[]; findings: Finding[] } {
  const path = tilePath(bundle);
  const bytes = files.read(path, longestBundle);
  if (typeof bytes === "string") {
    const entries = entriesUnder(bundle, 0, bundle.width);
    const message =
      bytes === "missing" ? `is missing: it has ${nameEntries(entries)}` : "is longer than a bundle can be";
    return { whole: [], findings: [{ path, message, entries, bad: "every" }] };
  }
  const decoded = decodeBundle(bytes);
  const found = decoded.ok ? decoded.value : decoded.error.whole;
  const whole = found.slice(0, bundle.width);
  if (whole.length < bundle.width) {
    const entries = entriesUnder(bundle, whole.length, bundle.width - whole.length);
    const message = decoded.ok ? `ends before ${nameEntries(entries)}` : `breaks off within entry ${entries.start}`;
    return { whole, findings: [{ path, message, entries, bad: "every" }] };
  }
  if (decoded.ok && found.length === whole.length) return { whole, findings: [] };
  const entries = entriesUnder(bundle, bundle.width, 1);
  return { whole, findings: [{ path, message: "has more entries than the log had then", entries, bad: "every" }] };
}

/** Runs of places at which the hashes are not those of the tile. */
function mismatches(hashes: readonly Uint8Array[], tile: Uint8Array): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (const [at, found] of hashes.entries()) {
    if (equalBytes(found, hashInTile(tile, at))) continue;
    const last = runs.at(-1);
    if (last?.end === at) last.end = at + 1;
    else runs.push({ start: at, end: at + 1 });
  }
  return runs;
}
