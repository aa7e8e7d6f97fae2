import type { Finding } from "#cli/verify/finding.ts";
import type { LeafRange } from "#core/domain/audit/tree/proof-ranges.ts";

const mostKept = 20;

/** Findings without end in constant memory: their number, the first ones in full, and where the first bad entry is. */
export class FindingLog {
  readonly #first: Finding[] = [];
  #count = 0;
  #sure: LeafRange | undefined;
  #loose: LeafRange | undefined;

  add(finding: Finding): void {
    this.#count += 1;
    if (this.#first.length < mostKept) this.#first.push(finding);
    const { entries, bad } = finding;
    if (entries === undefined) return;
    if (bad === "loose") this.#loose = this.#loose && this.#loose.end <= entries.end ? this.#loose : entries;
    else this.#sure = earlier(this.#sure, bad === "every" ? { start: entries.start, end: entries.start + 1 } : entries);
  }

  get count(): number {
    return this.#count;
  }

  /** The first twenty. */
  get shown(): readonly Finding[] {
    return this.#first;
  }

  /** Among these entries is the first bad one, exactly it where they are one; undefined when no entry is concerned. */
  get firstBad(): LeafRange | undefined {
    if (this.#sure === undefined || this.#loose === undefined) return this.#sure ?? this.#loose;
    return this.#loose.end <= this.#sure.start ? this.#loose : this.#sure;
  }
}

/** The one that begins first; of two that begin together the narrower. */
function earlier(one: LeafRange | undefined, other: LeafRange): LeafRange {
  if (one === undefined || other.start < one.start) return other;
  return other.start === one.start && other.end < one.end ? other : one;
}
