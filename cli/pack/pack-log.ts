import { longestBundle } from "#cli/verify/check-bundle.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import type { Checkpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { decodeBundle } from "#core/domain/audit/tree/entry-bundle.ts";
import { tileAt, tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";

/** The entries of a log that was verified. Asked in order it reads each bundle once. */
export interface PackLog {
  readonly checkpoint: Checkpoint;
  entry(index: number): Uint8Array;
}

export function openLog(files: ExportFiles, checkpoint: Checkpoint): PackLog {
  let [held, entries]: [number, readonly Uint8Array[]] = [-1, []];
  return {
    checkpoint,
    entry(index) {
      const bundle = Math.floor(index / tileWidth);
      if (bundle !== held) [held, entries] = [bundle, bundleOf(files, bundle, checkpoint.size)];
      const entry = entries[index % tileWidth];
      if (entry === undefined) throw new RangeError(`the log has no entry ${index}`);
      return entry;
    },
  };
}

function bundleOf(files: ExportFiles, index: number, size: number): readonly Uint8Array[] {
  const address = tileAt("entries", index, size);
  const bytes = address === undefined ? "missing" : files.read(tilePath(address), longestBundle);
  const decoded = typeof bytes === "string" ? undefined : decodeBundle(bytes);
  return decoded?.ok === true ? decoded.value : [];
}
