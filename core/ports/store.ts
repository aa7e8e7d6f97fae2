import type { Actor } from "#core/domain/audit/event.ts";
import type { Transition } from "#core/domain/transition.ts";

/**
 * `conflict`: a row that is written or guarded has another version by now, an insert met an existing row, or somebody holds what
 * nobody may.
 * `too_late`, `too_early`: the window of the transition is not now, on the database's clock.
 */
export type Commit = { readonly done: true; readonly at: Date } | { readonly done: false; readonly why: CommitRefusal };
export type CommitRefusal = "conflict" | "too_late" | "too_early";

/** The one door for state changes. */
export interface Store {
  /**
   * Writes each transition wholly or not at all, with its audit events, in one SQL statement. Rows are locked first, in a
   * fixed order; then the clock is read and windows and versions are judged. Transitions of one batch succeed or fail
   * independently and must not write the same row twice (throws). Answers in the order given. One that nobody may hold something
   * for locks what every decision guards before it looks who does: an approval in the same moment is seen, or decided anew.
   */
  commit(by: Actor, transitions: readonly Transition[]): Promise<readonly Commit[]>;
}
