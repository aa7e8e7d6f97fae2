import { formatReceipt } from "#core/domain/audit/tree/receipt.ts";
import { parseNote } from "#core/domain/audit/tree/signed-note.ts";
import { tileAt, type TileAddress, tilePath } from "#core/domain/audit/tree/tile-address.ts";
import { formatVerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { receiptKinds } from "#core/domain/evidence/topics.ts";
import type { Core } from "#core/ports/core.ts";
import type { LogPart } from "#core/ports/evidence.ts";
import type { PublishedCheckpoint } from "#core/ports/log.ts";
import { type EvidenceFile, wholeFile } from "#core/usecases/evidence/evidence-file.ts";
import { loggedBatches } from "#core/usecases/evidence/evidence-rows.ts";
import { inclusionProof } from "#core/usecases/log/prove.ts";

/** The whole log as the checkpoint signs it, in the form that `lapse verify` takes. */
export async function* logFiles(core: Core, { size, note }: PublishedCheckpoint): AsyncGenerator<EvidenceFile> {
  yield wholeFile("log/checkpoint", note);
  yield wholeFile("log/vkey", signersOf(core, note));
  for (const address of tilesOf(size)) {
    const bytes = await core.log.tile(address);
    if (!bytes) throw new Error(`the log has no ${tilePath(address)}`);
    yield wholeFile(`log/${tilePath(address)}`, bytes);
  }
}

/** The log's keys that signed this very checkpoint, in the note's order: a key that came later changes no pack. */
const signersOf = ({ logKey }: Core, note: string): string => {
  const parsed = parseNote(new TextEncoder().encode(note));
  if (!parsed.ok) throw new Error("a published checkpoint cannot be read");
  const known = [...logKey.signing, ...logKey.retired];
  const signers = parsed.value.signatures.flatMap(({ name, keyId }) =>
    known.filter((key) => key.name === name && key.keyId === keyId),
  );
  return signers.map((key) => `${formatVerifierKey(key)}\n`).join("");
};

/** Every tile and bundle of a tree of this size. */
function* tilesOf(size: number): Generator<TileAddress> {
  for (let level = 0; tileAt(level, 0, size); level += 1) yield* tilesAt(level, size);
  yield* tilesAt("entries", size);
}

function* tilesAt(level: TileAddress["level"], size: number): Generator<TileAddress> {
  for (let index = 0; ; index += 1) {
    const tile = tileAt(level, index, size);
    if (!tile) return;
    yield tile;
  }
}

/** How many files `logFiles` yields at most. */
export const logFileCount = (size: number): number => Math.ceil(size / 256) * 2 + Math.ceil(size / 65_536) + 10;

/** A receipt for each decision, grant and revocation of the part, all against this checkpoint. */
export async function* receiptFiles(
  core: Core,
  part: LogPart,
  { size, note }: PublishedCheckpoint,
): AsyncGenerator<EvidenceFile> {
  const cached = withTileCache(core);
  for await (const events of loggedBatches(core, part, receiptKinds))
    for (const { index, event } of events) {
      const leaf = await core.log.leafOf(event.position);
      if (leaf?.index !== index) throw new Error(`event ${event.position} changed its leaf`);
      const proof = await inclusionProof(cached, index, size);
      const receipt = formatReceipt({ extra: leaf.entry, index, proof, checkpoint: note });
      yield wholeFile(`receipts/${event.kind}/${event.position}.tlog-proof`, receipt);
    }
}

const kept = 64;

/** Neighbours in the log share their tiles: the last few are kept, the oldest goes first. */
const withTileCache = (core: Core): Core => {
  const tiles = new Map<string, Uint8Array>();
  const tile = async (address: TileAddress): Promise<Uint8Array | null> => {
    const path = tilePath(address);
    const known = tiles.get(path);
    if (known) return known;
    const bytes = await core.log.tile(address);
    if (bytes) tiles.set(path, bytes);
    const [oldest] = tiles.keys();
    if (tiles.size > kept && oldest !== undefined) tiles.delete(oldest);
    return bytes;
  };
  return { ...core, log: { ...core.log, tile } };
};
