import { nextDue } from "#core/domain/holding/desired-holding.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitRound } from "#core/usecases/reconcile/commit-round.ts";
import type { Round } from "#core/usecases/reconcile/round.ts";

/** Ends the claim and says when the holding is due again. Answers false when something changed: the lease then still stands. */
export const releaseHolding = async (core: Core, round: Round): Promise<boolean> => {
  const { claimed, grants, holding } = round;
  const now = await core.clock.now();
  return commitRound(
    core,
    round,
    transition({
      writes: [
        update("Holding", holding, { leaseUntil: null, attempts: 0, lastError: null, dueAt: nextDue(grants, now) }),
        update("Operation", claimed.operation, { finishedAt: now, outcome: "done" }),
      ],
    }),
  );
};
