import type { LeafRange } from "#core/domain/audit/tree/proof-ranges.ts";

/** Something that does not hold. */
export interface Finding {
  /** The file in which it shows. */
  readonly path: string;
  /** A plain sentence, without the file's name at its beginning. */
  readonly message: string;
  /** The entries concerned; undefined where none in particular is. */
  readonly entries?: LeafRange | undefined;
  /**
   * `every` of these entries is bad or gone, `one` at least of them is, or `loose`: one at least, but a finding that lies
   * within them would explain this one too.
   */
  readonly bad?: "every" | "one" | "loose";
}

/** "entry 5", "entries 5–9". */
export function nameEntries({ start, end }: LeafRange): string {
  return end - start === 1 ? `entry ${start}` : `entries ${start}\u2013${end - 1}`;
}
