import type { TargetId } from "#core/domain/ids.ts";

export interface LagSummary {
  readonly targetId: TargetId | null;
  readonly count: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

/** Figures over the recent past; each is one bounded query over an index. */
export interface Reports {
  /** From deadline (or decision to end) until the target confirmed that the access is gone; overall and for each target. */
  revocationLag(since: Date): Promise<readonly LagSummary[]>;
  liveGrants(): Promise<number>;
  liveGrantsByTarget(): Promise<ReadonlyMap<TargetId, number>>;
}
