import type { Actor } from "#core/domain/audit/event.ts";
import { desiredHolding } from "#core/domain/holding/desired-holding.ts";
import type { Core } from "#core/ports/core.ts";
import type { ClaimedHolding } from "#core/ports/holdings.ts";
import { applyHolding } from "#core/usecases/reconcile/apply-holding.ts";
import { recordFailure } from "#core/usecases/reconcile/record-failure.ts";
import { releaseHolding } from "#core/usecases/reconcile/release-holding.ts";
import { removeHolding } from "#core/usecases/reconcile/remove-holding.ts";
import type { HoldingOutcome, Round } from "#core/usecases/reconcile/round.ts";
import { takeTimeSteps } from "#core/usecases/reconcile/take-time-steps.ts";
import { withLease } from "#core/usecases/reconcile/with-lease.ts";

/** More rounds than any honest sequence needs (start, apply, tighten, remove); the holding then comes due again. */
const rounds = 6;

/**
 * Brings one claimed holding to where its grants say it should be, step by step, each step read back from the target and
 * committed before the next. Never throws for a fault of the target: that is recorded, and retried for ever.
 */
export const reconcileHolding = (core: Core, actor: Actor, claimed: ClaimedHolding): Promise<HoldingOutcome> =>
  withLease(core, claimed, async () => {
    try {
      for (let round = 0; round < rounds; round++) {
        const now = await load(core, actor, claimed);
        if (!now) return "taken-over";
        if (await takeTimeSteps(core, now)) continue;
        const next = nextStep(now);
        // Refused, because a person returned, extended or revoked meanwhile: that is work for this claim, not for the next.
        if (next !== null) await next(core, now);
        else if (await releaseHolding(core, now)) return "done";
      }
      const now = await load(core, actor, claimed);
      return now && (await releaseHolding(core, now)) ? "done" : "taken-over";
    } catch (fault) {
      return recordFailure(core, actor, claimed, fault);
    }
  });

const load = async (core: Core, actor: Actor, claimed: ClaimedHolding): Promise<Round | null> => {
  const [holding, grants] = await Promise.all([
    core.holdings.find(claimed.holding.id),
    core.grants.ofHoldings([claimed.holding.id]),
  ]);
  return holding?.fence === claimed.holding.fence ? { actor, claimed, holding, grants } : null;
};

const nextStep = ({ holding, grants }: Round): ((core: Core, round: Round) => Promise<void>) | null => {
  const desired = desiredHolding(grants);
  const unfinished = grants.some(({ status }) => status === "activating" || status === "ending");
  if (!desired.present) return unfinished || holding.state === "present" ? removeHolding : null;
  const told = holding.state === "present" && holding.until?.getTime() === desired.until?.getTime();
  return unfinished || !told ? applyHolding : null;
};
