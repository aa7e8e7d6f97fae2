import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { backOffMs, givenUpMs } from "#core/domain/holding/back-off.ts";
import { lookAgainAt } from "#core/domain/holding/desired-holding.ts";
import type { Holding, Operation } from "#core/domain/holding/holding.ts";
import { outlivesItsEnd } from "#core/domain/holding/outlives-its-end.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { faultText } from "#core/usecases/fault-text.ts";
import { noteFault } from "#core/usecases/reconcile/note-answer.ts";
import { StartWaits } from "#core/usecases/reconcile/start-waits.ts";
import type { Claim, HoldingOutcome } from "#core/usecases/reconcile/round.ts";

const longestErrorShown = 500;

/**
 * A fault of the target or of the portal: kept for people to see, and tried again after a back-off, but never later than the
 * next deadline of its grants. The record gets the first failure in a row and each new kind of it, not every retry.
 */
export const recordFailure = async (
  core: Core,
  actor: Actor,
  { claimed, unproved }: Claim,
  fault: unknown,
): Promise<HoldingOutcome> => {
  const { operation } = claimed;
  const { id, fence } = claimed.holding;
  const error = faultText(fault, longestErrorShown);
  const ours = fault instanceof StartWaits;
  // What the portal itself does not give yet is no fault of the target, whose circuit others depend on.
  if (!ours) await noteFault(core, operation, error);
  const recorded = await commitDecided(core, actor, async (now) => {
    const [holding, grants] = await Promise.all([core.holdings.find(id), core.grants.openOfHoldings([id])]);
    if (holding?.fence !== fence) return refuse("taken_over");
    const random = core.ids.random();
    // What is known to stand is nobody's to give up.
    const isGivenUp = unproved.length > 0 && !outlivesItsEnd(holding, unproved);
    const waitMs = isGivenUp ? givenUpMs(random) : backOffMs(holding.attempts + 1, random);
    const retryAt = new Date(now.getTime() + waitMs);
    const dueAt = lookAgainAt(retryAt, grants, now);
    const unsettledAt = ours ? holding.unsettledAt : now;
    return ok({ transition: failed({ holding, operation, grants, error, dueAt, unsettledAt, now }), value: null });
  });
  return recorded.ok ? "failed" : "taken-over";
};

interface Failure {
  readonly holding: Holding;
  readonly operation: Operation;
  readonly grants: readonly Grant[];
  readonly error: string;
  readonly dueAt: Date;
  readonly unsettledAt: Date | null;
  readonly now: Date;
}

const failed = ({ holding, operation, grants, error, dueAt, unsettledAt, now }: Failure): Transition => {
  const attempts = holding.attempts + 1;
  const news = holding.attempts === 0 || holding.lastError !== error;
  const { holderId: personId, entitlementId, targetId } = holding;
  const data = { operation: operation.kind, attempts, error };
  return transition({
    writes: [
      update("Holding", holding, { attempts, lastError: error, leaseUntil: null, dueAt, unsettledAt }),
      update("Operation", operation, { finishedAt: now, outcome: "failed", error }),
    ],
    events: news ? [{ kind: "operationFailed", personId, entitlementId, targetId, grantId: grants[0]?.id, data }] : [],
  });
};
