import { sha256 } from "@noble/hashes/sha2.js";

/** SHA-256 of the message, which it neither changes nor keeps: the caller reuses its memory. */
export type Sha256 = (message: Uint8Array) => Uint8Array;

/** The two hashes of RFC 6962, section 2.1. The prefixes keep an inner node from ever being passed off as an entry. */
export interface MerkleHasher {
  /** SHA-256(0x00 || entry). */
  readonly leaf: (entry: Uint8Array) => Uint8Array;
  /** SHA-256(0x01 || left || right). */
  readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
}

export const hashLength = 32;

/** The hashes over any SHA-256: the offline verifier brings its runtime's own, which is faster on long entries. */
export function merkleHasher(digest: Sha256): MerkleHasher {
  const pair = new Uint8Array(1 + 2 * hashLength).fill(0x01, 0, 1);
  const short = new Uint8Array(4_096);
  return {
    leaf(entry) {
      const message = entry.length < short.length ? short : new Uint8Array(entry.length + 1);
      message.set(entry, 1);
      return digest(message.subarray(0, entry.length + 1));
    },
    node(left, right) {
      // A hash of another length would shift the boundary between the two, and let two pairs share one node.
      if (left.length !== hashLength || right.length !== hashLength) throw new RangeError("a tree hash has 32 bytes");
      pair.set(left, 1);
      pair.set(right, 1 + hashLength);
      return digest(pair);
    },
  };
}

export const merkle: MerkleHasher = merkleHasher(sha256);

/** The root of the tree without entries: SHA-256 of nothing. */
export const emptyRoot: Uint8Array = sha256(new Uint8Array());

/** Not constant in time: only for public values such as hashes of the log. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}
