import type { Commit, CommitRefusal } from "#core/ports/store.ts";

/** What a statement says of one transition. */
export interface Verdict {
  /** A direct statement answers only what was done. */
  readonly why?: CommitRefusal | null;
  readonly at: Date;
}

export const conflict: Commit = { done: false, why: "conflict" };

/** None is a conflict. */
export const commitsOf = (verdicts: readonly Verdict[]): readonly Commit[] =>
  verdicts.length === 0 ? [conflict] : verdicts.map(({ why, at }) => (why ? { done: false, why } : { done: true, at }));
