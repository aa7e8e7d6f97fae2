import { equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import type { Checkpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { openCheckpoint } from "#core/domain/audit/tree/open-checkpoint.ts";
import type { SignatureClaim } from "#core/domain/audit/tree/open-note.ts";
import { placeOf } from "#core/domain/audit/tree/proof-from-tiles.ts";
import { inclusionRanges, type LeafRange, perfectNodes } from "#core/domain/audit/tree/proof-ranges.ts";
import { parseReceipt } from "#core/domain/audit/tree/receipt.ts";
import { hashInTile } from "#core/domain/audit/tree/tile-hashes.ts";
import { tilePath } from "#core/domain/audit/tree/tile-address.ts";
import { parseVerifierKey, type VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

export interface Kept {
  /** The log's public key, the checkpoint and the receipt, as the visitor kept them. */
  readonly key: string;
  readonly checkpoint: string;
  readonly receipt: string;
}

export type Verdict =
  | {
      readonly holds: true;
      readonly index: number;
      readonly size: number;
      readonly entry: string;
      readonly tiles: number;
    }
  | { readonly holds: false; readonly why: "key" | "checkpoint" | "receipt" | "beyond" | "receipt-changed" | "forked" }
  | { readonly holds: false; readonly why: "not-included"; readonly where: Where };

/** Where the log's hashes are not what they were. */
export interface Where {
  /** The entries whose hashes are meant, both included. */
  readonly first: number;
  readonly last: number;
  /** The tiles that hold those hashes. */
  readonly tiles: readonly string[];
}

const no = (why: Exclude<Extract<Verdict, { holds: false }>["why"], "not-included">): Verdict => ({
  holds: false,
  why,
});

/**
 * Whether the entry of a receipt is in the tree of a checkpoint that was kept: by this browser's own cryptography, from tiles
 * alone. The receipt gives the entry and its place; its proof is not used, so that the tiles of today are what is checked.
 * Where they fail, what the receipt was proved by when it was issued tells which of them are not what they were.
 */
export async function verifyInBrowser(kept: Kept, fetchTile: (path: string) => Promise<Uint8Array>): Promise<Verdict> {
  const key = parseVerifierKey(kept.key.trim());
  if (!key.ok) return no("key");
  const checkpoint = await signedBy(withNewline(kept.checkpoint), key.value);
  if (!checkpoint) return no("checkpoint");
  const receipt = parseReceipt(withNewline(kept.receipt));
  if (!receipt.ok || receipt.value.extra === undefined) return no("receipt");
  const { index, extra } = receipt.value;
  const { size, root } = checkpoint;
  if (index >= size) return no("beyond");
  const { proof, tiles } = await proofFrom(index, size, fetchTile);
  const leaf = await sha256(0, extra);
  if (equalBytes(await rootOf(leaf, index, size, proof), root))
    return { holds: true, index, size, entry: new TextDecoder().decode(extra), tiles };
  const issued = await signedBy(new TextEncoder().encode(receipt.value.checkpoint), key.value);
  const isWhole =
    issued && index < issued.size && isProved(await rootOf(leaf, index, issued.size, receipt.value.proof), issued);
  if (!isWhole) return no("receipt-changed");
  const where = differing(index, size, proof, issued.size, receipt.value.proof);
  return where ? { holds: false, why: "not-included", where } : no("forked");
}

const isProved = (root: Uint8Array, checkpoint: Checkpoint): boolean => equalBytes(root, checkpoint.root);

/** The checkpoint in a note, once this key was seen to sign it. */
async function signedBy(note: Uint8Array, key: VerifierKey): Promise<Checkpoint | null> {
  const claims: SignatureClaim[] = [];
  // The claim is taken here and confirmed below: WebCrypto answers later.
  const opened = openCheckpoint(note, key, (claim) => claims.push(claim) > 0);
  return opened.ok && (await confirmed(claims)) ? opened.value.checkpoint : null;
}

/**
 * The nearest hash that is not the receipt's; where all that both trees have in common is the same, what only the
 * kept one has; null where that is nothing: then it is the checkpoints that differ. Two hashes of one range of entries must be
 * the same for ever.
 */
function differing(
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  issuedSize: number,
  issuedProof: readonly Uint8Array[],
): Where | null {
  const keyOf = ({ start, end }: LeafRange): string => `${start} ${end}`;
  const issued = new Map(inclusionRanges(index, issuedSize).map((range, at) => [keyOf(range), issuedProof[at]]));
  const ranges = inclusionRanges(index, size);
  const altered = ranges.find((range, at) => {
    const [then, today] = [issued.get(keyOf(range)), proof[at]];
    return then !== undefined && today !== undefined && !equalBytes(then, today);
  });
  const suspects = altered ? [altered] : ranges.filter((range) => !issued.has(keyOf(range)));
  if (suspects.length === 0) return null;
  const nodes = suspects.flatMap(perfectNodes);
  return {
    first: Math.min(...suspects.map(({ start }) => start)),
    last: Math.max(...suspects.map(({ end }) => end)) - 1,
    tiles: [...new Set(nodes.map((node) => tilePath(placeOf(node, size).tile)))],
  };
}

const withNewline = (text: string): Uint8Array =>
  new TextEncoder().encode(`${text.replaceAll("\r\n", "\n").trimEnd()}\n`);

async function confirmed([claim]: readonly SignatureClaim[]): Promise<boolean> {
  if (!claim) return false;
  const [bytes, signature, message] = [claim.publicKey, claim.signature, claim.message].map((one) =>
    Uint8Array.from(one),
  );
  if (!bytes || !signature || !message) return false;
  const key = await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, message);
}

/** RFC 6962, 2.1: entries begin with 0, inner nodes with 1. */
async function sha256(prefix: 0 | 1, ...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const message = new Uint8Array(1 + parts.reduce((total, { length }) => total + length, 0));
  message[0] = prefix;
  let at = 1;
  for (const part of parts) {
    message.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", message));
}

async function proofFrom(index: number, size: number, fetchTile: (path: string) => Promise<Uint8Array>) {
  const tiles = new Map<string, Promise<Uint8Array>>();
  const tileOf = (path: string): Promise<Uint8Array> => {
    const tile = tiles.get(path) ?? fetchTile(path);
    tiles.set(path, tile);
    return tile;
  };
  const proof: Uint8Array[] = [];
  for (const range of inclusionRanges(index, size)) {
    let hash: Uint8Array | undefined;
    for (const node of perfectNodes(range).toReversed()) {
      const { tile, start, count } = placeOf(node, size);
      const left = await rootInTile(await tileOf(tilePath(tile)), start, count);
      hash = hash === undefined ? left : await sha256(1, left, hash);
    }
    if (hash) proof.push(hash);
  }
  return { proof, tiles: tiles.size };
}

/** Of a power of two of hashes. */
async function rootInTile(tile: Uint8Array, start: number, count: number): Promise<Uint8Array> {
  if (count === 1) return hashInTile(tile, start);
  const half = count / 2;
  const [left, right] = await Promise.all([rootInTile(tile, start, half), rootInTile(tile, start + half, half)]);
  return sha256(1, left, right);
}

/** RFC 9162, 2.1.3.2. */
async function rootOf(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Promise<Uint8Array> {
  let [hash, node, last] = [leaf, index, size - 1];
  for (const sibling of proof) {
    if (node % 2 === 1 || node === last) {
      hash = await sha256(1, sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      hash = await sha256(1, hash, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return hash;
}
