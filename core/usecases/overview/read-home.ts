import { type ErrorBudget, errorBudget } from "#core/domain/grant/error-budget.ts";
import { ok } from "#core/domain/result.ts";
import type { LagSummary } from "#core/ports/reports.ts";
import type { UseCase } from "#core/ports/core.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { type GrantView, viewGrants } from "#core/usecases/view-grant.ts";
import { type RequestView, viewRequests } from "#core/usecases/view-request.ts";

export interface Home {
  readonly holding: readonly GrantView[];
  readonly toDecide: readonly RequestView[];
  readonly toDecideCount: number;
  readonly waiting: readonly RequestView[];
  /** Of the last 30 days. */
  readonly revocation: (LagSummary & { readonly budget: ErrorBudget | null }) | null;
  /** Ends that no target ever confirmed, since the portal began. */
  readonly unverified: number;
  readonly reconcilerAt: Date | null;
}

const shown = 5;
const lagWindowMs = 30 * 24 * 3_600_000;

/** What the caller holds, what waits for them, what they wait for, and how fast access ends here. */
export const readHome: UseCase<Record<string, never>, Home, never> = async (core, caller) => {
  const { id } = caller.person;
  const now = await core.clock.now();
  const [open, toDecide, toDecideCount, waiting, lags, unverified, heartbeat] = await Promise.all([
    core.grants.openOf(id),
    core.requests.page({ toDecideBy: id }, { limit: shown }),
    core.requests.countToDecide(id),
    core.requests.page({ party: id, status: "pending" }, { limit: shown }),
    core.reports.revocationLag(new Date(now.getTime() - lagWindowMs)),
    core.reports.unverifiedByTarget(),
    core.heartbeats.last(reconcilerHeartbeat),
  ]);
  const lag = lags.find(({ targetId }) => targetId === null);
  return ok({
    holding: await viewGrants(core, caller, open),
    toDecide: await viewRequests(core, caller, toDecide.items),
    toDecideCount,
    waiting: await viewRequests(core, caller, waiting.items),
    revocation: lag ? { ...lag, budget: errorBudget(lag) } : null,
    unverified: [...unverified.values()].reduce((sum, count) => sum + count, 0),
    reconcilerAt: heartbeat?.at ?? null,
  });
};
