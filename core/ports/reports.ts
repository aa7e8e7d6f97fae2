import type { TargetId } from "#core/domain/ids.ts";

export interface LagSummary {
  readonly targetId: TargetId | null;
  readonly count: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

export interface DayCount {
  readonly day: string;
  readonly automatic: number;
  readonly approved: number;
  readonly denied: number;
  readonly lapsed: number;
}

/** Figures over the recent past; each is one bounded query over an index. */
export interface Reports {
  /** From deadline (or decision to end) until the target confirmed that the access is gone; overall and for each target. */
  revocationLag(since: Date): Promise<readonly LagSummary[]>;
  requestsByDay(since: Date): Promise<readonly DayCount[]>;
  /** From asking to having it, for those who needed approval and those who did not, in milliseconds. */
  timeToAccess(since: Date): Promise<{ readonly automaticP50Ms: number | null; readonly approvedP50Ms: number | null }>;
  liveGrants(): Promise<number>;
  liveGrantsByTarget(): Promise<ReadonlyMap<TargetId, number>>;
}
