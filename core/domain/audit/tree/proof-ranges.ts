/** Leaves `start` (inclusive) to `end` (exclusive). */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** A perfect subtree: leaves index × 2^level up to (index + 1) × 2^level. */
export interface NodeAddress {
  readonly level: number;
  readonly index: number;
}

/** The largest power of two smaller than the size, which is where RFC 6962 splits a tree. Sizes from 2 on. */
function split(size: number): number {
  let width = 1;
  while (width * 2 < size) width *= 2;
  return width;
}

function assertSize(size: number, least: number): void {
  if (!Number.isSafeInteger(size) || size < least) throw new RangeError(`no tree of size ${size} has this proof`);
}

/** Whose hashes prove leaf `index` in a tree of `size`: PATH of RFC 6962, section 2.1.1, the leaf's sibling first. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  assertSize(size, 1);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError(`no leaf ${index} of ${size}`);
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    ranges.push(index < middle ? { start: middle, end } : { start, end: middle });
    [start, end] = index < middle ? [start, middle] : [middle, end];
  }
  return ranges.reverse();
}

/** Whose hashes prove that the tree of size `to` extends that of size `from`: PROOF of RFC 6962, section 2.1.2. */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  assertSize(from, 1);
  assertSize(to, from);
  const ranges: LeafRange[] = [];
  let [start, end] = [0, to];
  while (from !== end) {
    const middle = start + split(end - start);
    ranges.push(from <= middle ? { start: middle, end } : { start, end: middle });
    [start, end] = from <= middle ? [start, middle] : [middle, end];
  }
  // Where the old tree is a subtree of the new, its root is known to who asks and is left out.
  if (start !== 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** The perfect subtrees that a range of a proof (or a whole tree, from 0) consists of, from left to right. */
export function perfectNodes({ start, end }: LeafRange): NodeAddress[] {
  const nodes: NodeAddress[] = [];
  for (let at = start; at < end;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}
