import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { endUnverified } from "#core/domain/grant/grant-steps.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { dropFoundAt } from "#core/usecases/drift/drop-finding.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";

/**
 * A target that is being retired and no longer answers: two administrators accept that nobody knows whether the rest of what was
 * granted there is gone. Those grants end as `unverified`, which no report counts as proved, and the target is retired. What is
 * owed at it stays owed (promise 3): it is looked at now and then, and should it answer after all, what it shows is recorded and
 * what it still has is removed (`look-after.ts`).
 */
export const acceptUnverified = async (
  core: Core,
  { targetId }: Extract<ProposedChange, { kind: "unverified" }>,
  now: Date,
): Promise<Result<Transition, ApplyRefusal>> => {
  const target = await core.catalogue.findTarget(targetId);
  if (!target?.retiringAt || target.retiredAt) return refuse("not_retiring");
  const ending = (await core.grants.openOn(targetId)).filter(({ status }) => status === "ending");
  const holdings = await core.holdings.ofIds([...new Set(ending.map(({ holdingId }) => holdingId))]);
  return ok(
    together(
      transition({
        writes: [
          update("Target", target, { retiredAt: now }),
          ...holdings.map((holding) => update("Holding", holding, { dueAt: now, ...takenFromItsWorker(holding) })),
        ],
        events: [{ kind: "retiredUnverified", targetId, data: { name: target.name, grants: ending.length } }],
      }),
      ...ending.map((grant) => endUnverified(grant, now)),
      await dropFoundAt(core, targetId),
    ),
  );
};

/** Whoever has it in hand loses it, and a call of theirs may still take effect as if its lease had run out. */
const takenFromItsWorker = ({ unsettledAt, leaseUntil }: Holding): Partial<Holding> => ({
  leaseUntil: null,
  unsettledAt: leaseUntil && (!unsettledAt || leaseUntil > unsettledAt) ? leaseUntil : unsettledAt,
});
