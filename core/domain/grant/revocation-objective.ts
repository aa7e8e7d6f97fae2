import type { ErrorBudget } from "#core/domain/grant/error-budget.ts";

/** What the portal holds itself to: 99 of 100 revocations are confirmed by their target this soon after they were due. */
export const revocationObjectiveMs = 5_000;

/** kept: within it; at-risk: near it; broken: outside it, overdue access, or nobody at work; unmeasured: nothing has ended yet. */
export type ObjectiveState = "kept" | "at-risk" | "broken" | "unmeasured";

interface Measured {
  /** Of the ends that were confirmed; null when none was. */
  readonly p99Ms: number | null;
  /** Null when nothing ended. */
  readonly budget: ErrorBudget | null;
  /** Holdings whose access should be gone and is not. */
  readonly overdue: number;
  /** How long ago the reconciler proved that it works; null when it never did. */
  readonly silentMs: number | null;
}

/** Access that is still there so long after its end is overdue: it is shown, and closes its target for new grants. */
export const overdueAfterMs = 5_000;

/** A revoker that has not been heard of for this long is called silent. */
export const silentAfterMs = 60_000;

export const objectiveState = ({ p99Ms, budget, overdue, silentMs }: Measured): ObjectiveState => {
  if (overdue > 0 || silentMs === null || silentMs > silentAfterMs) return "broken";
  if (budget === null) return "unmeasured";
  if (budget.spent > 1) return "broken";
  return p99Ms === null || p99Ms > revocationObjectiveMs / 2 ? "at-risk" : "kept";
};
