import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SampleKey } from "#cli/testing/sample-key.ts";
import { writeExport } from "#cli/testing/sample-log.ts";
import { hasher } from "#cli/verify/hasher.ts";
import type { TreeEdge } from "#core/domain/audit/tree/tree-edge.ts";

/** Writes an export into a folder, file by file. */
export function sampleFolder(folder: string, entries: Iterable<Uint8Array>, key: SampleKey): TreeEdge {
  const made = new Set<string>();
  const sink = (path: string, bytes: Uint8Array): void => {
    const file = join(folder, path);
    if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    made.add(dirname(file));
    writeFileSync(file, bytes);
  };
  return writeExport(entries, key, sink, { hasher });
}
