import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { endUnverified } from "#core/domain/grant/grant-steps.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";

/**
 * A target that is being retired and no longer answers: two administrators accept that nobody will know whether the rest of what
 * was granted there is gone. Those grants end as `unverified`, which no report ever counts as proved, and the target is retired.
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
          ...holdings.map((holding) => update("Holding", holding, { dueAt: null, leaseUntil: null })),
        ],
        events: [{ kind: "retiredUnverified", targetId, data: { name: target.name, grants: ending.length } }],
      }),
      ...ending.map((grant) => endUnverified(grant, now)),
    ),
  );
};
