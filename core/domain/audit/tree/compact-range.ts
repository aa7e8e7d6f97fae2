import { emptyRoot, merkle, type MerkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";

/**
 * A growing tree reduced to the roots of its perfect subtrees, at most one a level: all that appending and the root need.
 * Sizes go up to 2^53, beyond what the bit operators of the language hold, hence the arithmetic.
 */
export class CompactRange {
  readonly #peaks: (Uint8Array | undefined)[] = [];
  readonly #hasher: MerkleHasher;
  #size = 0;

  constructor(hasher: MerkleHasher = merkle) {
    this.#hasher = hasher;
  }

  /** How many leaves it stands for. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds the root of a perfect subtree of 2^level leaves; level 0 is one leaf's hash.
   * Throws a RangeError where such a subtree cannot begin: the size so far must be a multiple of 2^level.
   */
  append(hash: Uint8Array, level = 0): void {
    const width = 2 ** level;
    if (this.#size % width !== 0) throw new RangeError(`no subtree of ${width} leaves begins at leaf ${this.#size}`);
    let node = hash;
    let at = level;
    for (let left = this.#peaks[at]; left !== undefined; left = this.#peaks[at]) {
      node = this.#hasher.node(left, node);
      this.#peaks[at] = undefined;
      at += 1;
    }
    this.#peaks[at] = node;
    this.#size += width;
  }

  /** The Merkle tree hash of all leaves so far. */
  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const peak of this.#peaks) {
      if (peak !== undefined) root = root === undefined ? peak : this.#hasher.node(peak, root);
    }
    return root ?? emptyRoot;
  }
}
