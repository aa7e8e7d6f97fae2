import { hasher } from "#cli/verify/hasher.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { readTile } from "#cli/verify/read-tile.ts";
import type { Checkpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { emptyRoot, equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import { hashesFromTiles, tilesFor } from "#core/domain/audit/tree/proof-from-tiles.ts";
import { tilePath } from "#core/domain/audit/tree/tile-address.ts";

export interface Kept {
  /** The file it was kept in, to name it. */
  readonly path: string;
  readonly checkpoint: Checkpoint;
}

/**
 * Whether the export's tree begins with the tree of each kept checkpoint, smallest first. `agreedSize` is the size of the
 * largest one before the first that does not: up to there nothing was changed.
 */
export function checkKept(
  files: ExportFiles,
  { size }: Checkpoint,
  kept: readonly Kept[],
): { readonly findings: readonly Finding[]; readonly agreedSize: number } {
  const findings: Finding[] = [];
  let agreedSize = 0;
  for (const { path, checkpoint } of kept.toSorted((one, other) => one.checkpoint.size - other.checkpoint.size)) {
    const before =
      checkpoint.size > size ? beyond(checkpoint.size, size) : compare(files, size, checkpoint, agreedSize);
    if (before !== undefined) findings.push({ path, ...before });
    else if (findings.length === 0) agreedSize = checkpoint.size;
  }
  return { findings, agreedSize };
}

function beyond(kept: number, size: number): Omit<Finding, "path"> {
  const message = `covers ${kept} entries, and the export ends after ${size}: it was cut off, or it is an older copy`;
  return { message, entries: { start: size, end: kept }, bad: "every" };
}

function compare(
  files: ExportFiles,
  size: number,
  kept: Checkpoint,
  agreedSize: number,
): Omit<Finding, "path"> | undefined {
  const root = rootAt(files, size, kept.size);
  if (root !== undefined && equalBytes(root, kept.root)) return undefined;
  if (kept.size === 0) return { message: "is signed over an empty log that is not empty" };
  const entries = { start: Math.min(agreedSize, kept.size - 1), end: kept.size };
  return root === undefined
    ? { message: `cannot be compared, since tiles of the export are missing`, entries, bad: "loose" }
    : {
        message: `has another history than the export: one of its first ${kept.size} entries was changed`,
        entries,
        bad: "loose",
      };
}

/** The root that the export's tiles give at a smaller size; undefined where one of them is missing or torn. */
function rootAt(files: ExportFiles, size: number, at: number): Uint8Array | undefined {
  if (at === 0) return emptyRoot;
  const ranges = [{ start: 0, end: at }];
  const tiles = new Map<string, Uint8Array>();
  for (const address of tilesFor(ranges, size)) {
    const tile = readTile(files, address);
    if (!tile.ok) return undefined;
    tiles.set(tilePath(address), tile.value);
  }
  return hashesFromTiles(ranges, size, tiles, hasher)[0];
}
