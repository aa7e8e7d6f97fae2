import type { Actor } from "#core/domain/audit/event.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import type { ClaimedHolding } from "#core/ports/holdings.ts";
import { lapseDueRequests } from "#core/usecases/lapse-due-requests.ts";
import { capacity, perTarget } from "#core/usecases/reconcile/concurrency.ts";
import { leaseMs } from "#core/usecases/reconcile/lease.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { reconcileHolding } from "#core/usecases/reconcile/reconcile-holding.ts";
import { shareStatements } from "#core/usecases/reconcile/share-statements.ts";
import type { HoldingOutcome } from "#core/usecases/reconcile/round.ts";

/** While calls are under way, how often to look for what fell due meanwhile. */
const lookAgainMs = 100;

export interface Reconciled {
  readonly holdings: number;
  readonly failed: number;
  readonly lapsed: number;
}

/**
 * Makes true at the targets whatever is due: starts, deadlines, revocations, retries. Level-triggered: it compares what each
 * holding should be with what it was last seen to be, so it may run anywhere, any number of times, at once, or not at all
 * for a while, with the same end. Returns when nothing is due that nobody else works on. Failures stay due, with back-off.
 * A target that hangs holds up its own share of the work and nothing of the others'.
 */
export const reconcileDue = async (core: Core, actor: Actor): Promise<Reconciled> => {
  const lapsed = await lapseDueRequests(core, actor);
  const underWay = new Map<Promise<HoldingOutcome>, TargetId>();
  const outcomes: HoldingOutcome[] = [];
  const begin = (claimed: ClaimedHolding): void => {
    // What cannot even be recorded (the database is away) is found again when the lease ends; the next claim then throws.
    const work = reconcileHolding(shareStatements(core), actor, claimed).catch((): HoldingOutcome => "failed");
    underWay.set(work, claimed.holding.targetId);
    void work.then((outcome) => {
      outcomes.push(outcome);
      underWay.delete(work);
    });
  };
  for (;;) {
    const claimed = await claimMore(core, [...underWay.values()]);
    await core.heartbeats.beat(reconcilerHeartbeat, actor.via);
    claimed.forEach(begin);
    if (underWay.size === 0) break;
    if (claimed.length === 0) await Promise.race([...underWay.keys(), pause(lookAgainMs)]);
  }
  return { holdings: outcomes.length, failed: outcomes.filter((each) => each === "failed").length, lapsed };
};

const claimMore = async (core: Core, busy: readonly TargetId[]): Promise<readonly ClaimedHolding[]> => {
  const limit = capacity - busy.length;
  const except = [...new Set(busy)].filter((id) => busy.filter((each) => each === id).length >= perTarget);
  return limit <= 0 ? [] : core.holdings.claimDue({ limit, perTarget, leaseMs, except });
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
