import type { Actor } from "#core/domain/audit/event.ts";
import { nextDue } from "#core/domain/holding/desired-holding.ts";
import { backOffMs } from "#core/domain/holding/back-off.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ClaimedHolding } from "#core/ports/holdings.ts";
import type { HoldingOutcome } from "#core/usecases/reconcile/round.ts";

const longestErrorShown = 500;

/**
 * A fault of the target or of the portal: kept for people to see, and tried again after a back-off, but never later than the
 * next deadline of its grants. The record gets the first failure in a row and each new kind of it, not every retry.
 */
export const recordFailure = async (
  core: Core,
  actor: Actor,
  { holding: { id, fence }, operation }: ClaimedHolding,
  fault: unknown,
): Promise<HoldingOutcome> => {
  const error = sentence(fault);
  const holding = await core.holdings.find(id);
  if (holding?.fence !== fence) return "taken-over";
  const [grants, now] = await Promise.all([core.grants.ofHoldings([id]), core.clock.now()]);
  const attempts = holding.attempts + 1;
  const retryAt = new Date(now.getTime() + backOffMs(attempts, core.ids.random()));
  const dueAt = earliest(retryAt, deadlineAfter(nextDue(grants, now), now));
  const news = holding.attempts === 0 || holding.lastError !== error;
  await core.catalogue.noteHealth(holding.targetId, { error });
  await core.store.commit(actor, [
    transition({
      writes: [
        update("Holding", holding, { attempts, lastError: error, leaseUntil: null, dueAt }),
        update("Operation", operation, { finishedAt: now, outcome: "failed", error }),
      ],
      events: news
        ? [
            {
              kind: "operationFailed",
              personId: holding.holderId,
              entitlementId: holding.entitlementId,
              targetId: holding.targetId,
              grantId: grants[0]?.id,
              data: { operation: operation.kind, attempts, error },
            },
          ]
        : [],
    }),
  ]);
  return "failed";
};

const sentence = (fault: unknown): string =>
  (fault instanceof Error ? fault.message : String(fault)).slice(0, longestErrorShown);

/** A deadline that is already past is no reason to skip the back-off. */
const deadlineAfter = (due: Date | null, now: Date): Date | null => (due && due > now ? due : null);

const earliest = (a: Date, b: Date | null): Date => (b && b < a ? b : a);
