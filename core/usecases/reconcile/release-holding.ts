import { lookAgainAt } from "#core/domain/holding/desired-holding.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitRound, released } from "#core/usecases/reconcile/commit-round.ts";
import type { Round, Stepped } from "#core/usecases/reconcile/round.ts";

/**
 * Ends a claim that has nothing more to do, and says when the holding is due again: at `dueAt`, where something must be waited for,
 * but no later than at the next deadline of its grants.
 */
export const releaseHolding = async (core: Core, round: Round, dueAt?: Date): Promise<Stepped> => {
  const { claimed, grants, holding, now } = round;
  const after = await commitRound(
    core,
    round,
    transition({
      writes: [
        update("Holding", holding, {
          ...released(grants, now),
          ...(dueAt ? { dueAt: lookAgainAt(dueAt, grants, now) } : {}),
        }),
        update("Operation", claimed.operation, { finishedAt: now, outcome: "done" }),
      ],
    }),
  );
  return after === "changed" ? after : "released";
};
