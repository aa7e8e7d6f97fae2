import type { SampleKey } from "#cli/testing/sample-key.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import { formatCheckpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { encodeBundle } from "#core/domain/audit/tree/entry-bundle.ts";
import { merkle, type MerkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";
import { cosign, signNote } from "#core/domain/audit/tree/open-note.ts";
import { hashesFromTiles, tilesFor } from "#core/domain/audit/tree/proof-from-tiles.ts";
import { inclusionRanges } from "#core/domain/audit/tree/proof-ranges.ts";
import { formatReceipt } from "#core/domain/audit/tree/receipt.ts";
import { formatNote } from "#core/domain/audit/tree/signed-note.ts";
import { tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { TreeEdge } from "#core/domain/audit/tree/tree-edge.ts";

type Sink = (path: string, bytes: Uint8Array) => void;

/** Grows a log and hands over every file of its export. Holds one bundle of entries at a time. */
export function writeExport(
  entries: Iterable<Uint8Array>,
  key: SampleKey,
  sink: Sink,
  { hasher = merkle, witness }: { hasher?: MerkleHasher; witness?: SampleKey } = {},
): TreeEdge {
  const edge = new TreeEdge(hasher);
  let bundle: Uint8Array[] = [];
  const flush = (): void => {
    if (bundle.length === 0) return;
    const index = Math.floor((edge.size - 1) / tileWidth);
    sink(tilePath({ level: "entries", index, width: bundle.length }), encodeBundle(bundle));
    bundle = [];
  };
  for (const entry of entries) {
    bundle.push(entry);
    for (const tile of edge.append(hasher.leaf(entry))) sink(tilePath(tile), tile.bytes);
    if (bundle.length === tileWidth) flush();
  }
  flush();
  for (const tile of edge.partialTiles()) sink(tilePath(tile), tile.bytes);
  sink("checkpoint", signedCheckpoint(edge.size, edge.root(), key, witness));
  return edge;
}

export function signedCheckpoint(size: number, root: Uint8Array, key: SampleKey, witness?: SampleKey): Uint8Array {
  const text = formatCheckpoint({ origin: key.name, size, root });
  const lines = [signNote(text, key, key.sign)];
  if (witness !== undefined) lines.push(cosign(text, witness, 1_700_000_000n, witness.sign));
  return new TextEncoder().encode(formatNote(text, lines));
}

/** An export in memory. */
export function sampleExport(
  entries: Iterable<Uint8Array>,
  key: SampleKey,
  witness?: SampleKey,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  writeExport(entries, key, (path, bytes) => files.set(path, bytes), witness === undefined ? {} : { witness });
  return files;
}

/** The receipt of an entry, made from an export of this size as the portal makes it. */
export function sampleReceipt(
  files: ReadonlyMap<string, Uint8Array>,
  index: number,
  size: number,
  entry?: Uint8Array,
): Uint8Array {
  const ranges = inclusionRanges(index, size);
  const tiles = new Map(tilesFor(ranges, size).map((tile) => [tilePath(tile), present(files, tilePath(tile))]));
  const checkpoint = new TextDecoder().decode(present(files, "checkpoint"));
  const proof = hashesFromTiles(ranges, size, tiles);
  return new TextEncoder().encode(formatReceipt({ extra: entry, index, proof, checkpoint }));
}

function present(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`the sample has no ${path}`);
  return bytes;
}

/** Files in memory as the verifier reads them. */
export const memoryFiles = (files: ReadonlyMap<string, Uint8Array>): ExportFiles => ({
  read(path, longest) {
    const bytes = files.get(path);
    if (bytes === undefined) return "missing";
    return bytes.length > longest ? "too-long" : bytes;
  },
  tilePaths: () => [...files.keys()].filter((path) => path.startsWith("tile/")),
});

/** Distinct entries of the size and shape of real ones. */
export function* sampleEntries(count: number, mark = ""): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let at = 0; at < count; at += 1) {
    yield encoder.encode(
      `{"at":"2031-01-01T00:00:00.000Z","correlationId":"cor_${at}","data":{"durationSeconds":3600},` +
        `"format":"lapse-event-1","grantId":"grt_${at}","kind":"grantActivated","position":"${at}${mark}","via":"ticker"}`,
    );
  }
}
