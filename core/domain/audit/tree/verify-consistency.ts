import { equalBytes, merkle, type MerkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";

export interface ConsistencyClaim {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether the proof shows that the tree of size `to` begins with the whole tree of size `from`: RFC 9162, section 2.1.4.2.
 * Nothing can be shown from an empty tree, so `from` 0 is refused. Never throws.
 */
export function verifyConsistency(claim: ConsistencyClaim, hasher: MerkleHasher = merkle): boolean {
  const { from, to, fromRoot, toRoot, proof } = claim;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 1 || from > to) return false;
  if ([fromRoot, toRoot, ...proof].some(({ length }) => length !== 32)) return false;
  if (from === to) return proof.length === 0 && equalBytes(fromRoot, toRoot);

  let [node, last] = [from - 1, to - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  // A power of two is itself a subtree of the new tree: the proof leaves its root out.
  const [seed, ...rest] = node === 0 ? [fromRoot, ...proof] : proof;
  if (seed === undefined) return false;
  let [oldHash, newHash] = [seed, seed];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = hasher.node(sibling, oldHash);
      newHash = hasher.node(sibling, newHash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      newHash = hasher.node(newHash, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(oldHash, fromRoot) && equalBytes(newHash, toRoot);
}
