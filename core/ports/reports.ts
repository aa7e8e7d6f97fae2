import type { Ended } from "#core/domain/grant/error-budget.ts";
import type { PersonId, TargetId } from "#core/domain/ids.ts";

/** The lags are of what a target confirmed; what it never will is only counted. */
export interface LagSummary extends Ended {
  readonly targetId: TargetId | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

/** Two people who approved each other: requests of the other, and changes that the other proposed. */
export interface ApprovingPair {
  readonly one: PersonId;
  readonly other: PersonId;
  /** The lesser count of both ways. */
  readonly times: number;
}

/** Figures over the recent past; each is one bounded query over an index. */
export interface Reports {
  /** From deadline (or decision to end) until the target confirmed that the access is gone; overall and for each target. */
  revocationLag(since: Date): Promise<readonly LagSummary[]>;
  /** Ends that no target ever confirmed, since the portal began: they are never too old to count. */
  unverifiedByTarget(): Promise<ReadonlyMap<TargetId, number>>;
  /** Pairs who approve each other, the most frequent first; of one person, or all. */
  approvingPairs(since: Date, personId?: PersonId): Promise<readonly ApprovingPair[]>;
  liveGrants(): Promise<number>;
  liveGrantsByTarget(): Promise<ReadonlyMap<TargetId, number>>;
}
