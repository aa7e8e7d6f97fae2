import type { ChangeId, ErasureId, PersonId } from "#core/domain/ids.ts";

/** Why somebody's data is erased: chosen, never typed, so that the reason can outlive what it was about. */
export const erasureGrounds = ["own-wish", "left", "law"] as const;
type ErasureGround = (typeof erasureGrounds)[number];

/** By what values of a person are found: what they were called, and how they could be reached. */
export interface Identity {
  readonly names: readonly string[];
  readonly emails: readonly string[];
  /** Logins at targets. */
  readonly accounts: readonly string[];
}

/**
 * That somebody's personal data must go: approved, and owed from then on. `ending`: what they hold is being ended, and is not
 * gone yet. `erasing`: they are nobody any more, and what was kept of them is being found and erased.
 */
export interface Erasure {
  readonly id: ErasureId;
  readonly version: number;
  readonly personId: PersonId;
  readonly changeId: ChangeId;
  readonly because: ErasureGround;
  readonly status: "ending" | "erasing" | "done";
  /** Kept while it is needed to find the rest; empty when it is done. */
  readonly identity: Identity;
  /** Up to which position the record was searched. */
  readonly searchedTo: string;
  /** Up to which request the inputs of other people's decisions were searched; empty before the first. */
  readonly requestsTo: string;
  /** How many values behind the record were erased so far. */
  readonly values: number;
  readonly approvedAt: Date;
  readonly doneAt: Date | null;
}

export const nobody: Identity = { names: [], emails: [], accounts: [] };
