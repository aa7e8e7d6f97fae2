import type { TableName } from "#core/domain/transition.ts";

/** One row is looked up by its key; for many the planner cannot know how many, and prepares for a hundred. */
export type Count = "none" | "one" | "many";

export interface TableShape {
  readonly table: TableName;
  readonly locks: Count;
  readonly updates: Count;
  readonly inserts: Count;
}

/**
 * How the versions and the window of a batch are judged.
 * - `each`: every transition by itself.
 * - `single`: there is only one, so that rows need not be matched with their transitions, which costs as much as the writing.
 * - `direct`: one that expects at most one row of each table, and most likely holds. Nothing is counted, and the last row is
 *   locked by its own update. Where it does not hold it says no more than that: no row for a conflict, and for a window that
 *   is not now the seal's error.
 */
type Judging = "each" | "single" | "direct";

/** All that the text of a commit depends on: so there are few texts, and the server plans each of them once. */
export interface Shape {
  readonly judging: Judging;
  /** Whether a direct one holds only at some time; others are always asked. */
  readonly windowed: boolean;
  readonly tables: readonly TableShape[];
  readonly events: Count;
  /** The personal values of all events, which go into a table of their own. */
  readonly personal: Count;
  /** Whether people must be told of one of the events. */
  readonly told: boolean;
}

/** The last table of those that are locked, where its row is also changed: its update is its lock. */
export const lockedByUpdate = (tables: readonly TableShape[]): TableShape | undefined => {
  const last = tables.findLast(({ locks }) => locks !== "none");
  return last?.updates === "none" ? undefined : last;
};

/** Where each clause writes one row they need not be counted. */
export const isCounted = ({ tables, events, personal }: Shape): boolean =>
  [events, personal, ...tables.flatMap(({ updates, inserts }) => [updates, inserts])].includes("many");
