import { equalBytes, merkle, type MerkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";

export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  /** The leaf's sibling first. */
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Whether the proof shows the leaf at this index of the tree with this root: RFC 9162, section 2.1.3.2. Never throws. */
export function verifyInclusion(claim: InclusionClaim, hasher: MerkleHasher = merkle): boolean {
  const { leafHash, index, size, proof, root } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if ([leafHash, root, ...proof].some(({ length }) => length !== 32)) return false;
  let node = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = hasher.node(sibling, hash);
      // A last node without a sibling rises unchanged to where it has one.
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      hash = hasher.node(hash, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(hash, root);
}
