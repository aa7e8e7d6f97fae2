import type { EventKind } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { EntitlementId, GrantId, PersonId, RequestId, TargetId } from "#core/domain/ids.ts";
import type { Window } from "#core/domain/report/report.ts";
import type { LagSummary } from "#core/ports/reports.ts";

/** Waits of one sort. With no entitlement: of all. */
export interface WaitSummary {
  readonly automatic: boolean;
  readonly entitlementId: EntitlementId | null;
  readonly count: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly maxMs: number;
}

/** Requests by the UTC day on which they were asked. */
export interface DayCount {
  readonly day: string;
  readonly automatic: number;
  readonly approved: number;
  readonly denied: number;
  readonly lapsed: number;
}

export interface EndedAccess {
  readonly grantId: GrantId;
  readonly holderId: PersonId;
  readonly entitlementId: EntitlementId;
  readonly endReason: string;
  readonly dueAt: Date;
  readonly endedAt: Date;
  readonly lagMs: number;
}

/** A target may be in both. Access at any other cannot be told to have been used or not. */
export interface UseTargets {
  /** Those that make an account for each grant, whose credential is shown or never. */
  readonly credential: readonly TargetId[];
  /** Those that tell who is connected or logged in. */
  readonly telling: readonly TargetId[];
}

export interface UseCount {
  readonly entitlementId: EntitlementId;
  readonly targetId: TargetId;
  /** Seen in use; or its credential was shown, where the target cannot tell more. */
  readonly used: number;
  /** Could have been used, and was never seen to be. */
  readonly unseen: number;
  /** Its credential was never shown: nobody can have used it. */
  readonly unshown: number;
}

/** One use of break-glass, with its review as far as it went. */
export interface EmergencyUse {
  readonly requestId: RequestId;
  readonly requesterId: PersonId;
  readonly holderId: PersonId;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly closedById: PersonId | null;
  readonly outcome: "justified" | "not-justified" | null;
}

export interface EventCount {
  readonly day: string;
  readonly kind: EventKind;
  readonly count: number;
}

/** What reports are made of. Every query is bounded by its window, over an index. */
export interface ReportRows {
  /** From asking to having, by who decided: of all, and by entitlement. */
  waits(window: Window): Promise<readonly WaitSummary[]>;
  /** How many waits lasted less than each bound, and how many lasted longer than all: one more than there are bounds. */
  waitBuckets(
    window: Window,
    boundsMs: readonly number[],
  ): Promise<{ readonly automatic: readonly number[]; readonly approved: readonly number[] }>;
  outcomesByDay(window: Window): Promise<readonly DayCount[]>;
  lags(window: Window): Promise<readonly LagSummary[]>;
  slowestEnds(window: Window, limit: number): Promise<readonly EndedAccess[]>;
  /** Ended access on these targets, by whether anybody used it. */
  use(window: Window, targets: UseTargets): Promise<readonly UseCount[]>;
  /** What was not seen in use, or never shown. Newest first. */
  unused(window: Window, targets: UseTargets, limit: number): Promise<readonly Grant[]>;
  /** Newest first. */
  emergencies(window: Window): Promise<readonly EmergencyUse[]>;
  eventsByDay(kinds: readonly EventKind[], window: Window): Promise<readonly EventCount[]>;
}
