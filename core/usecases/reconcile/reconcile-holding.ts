import type { Actor } from "#core/domain/audit/event.ts";
import { owedStep } from "#core/domain/holding/owed-step.ts";
import type { Core } from "#core/ports/core.ts";
import { applyHolding } from "#core/usecases/reconcile/apply-holding.ts";
import { lookAfter } from "#core/usecases/reconcile/look-after.ts";
import { lookBefore } from "#core/usecases/reconcile/look-before.ts";
import { recordFailure } from "#core/usecases/reconcile/record-failure.ts";
import { releaseHolding } from "#core/usecases/reconcile/release-holding.ts";
import { removeHolding } from "#core/usecases/reconcile/remove-holding.ts";
import type { Claim, HoldingOutcome, Round, Stepped } from "#core/usecases/reconcile/round.ts";
import { takeTimeSteps } from "#core/usecases/reconcile/take-time-steps.ts";
import { LeaseLost, withLease } from "#core/usecases/reconcile/with-lease.ts";

/** More rounds than any honest sequence needs (start, look, apply, tighten, remove); the holding then comes due again. */
const rounds = 8;

/**
 * Brings one claimed holding to where its grants say it should be, step by step, each step read back from the target and
 * committed before the next. Never throws for a fault of the target: that is recorded, and retried for ever.
 */
export const reconcileHolding = (core: Core, actor: Actor, claim: Claim, askedMs: number): Promise<HoldingOutcome> =>
  withLease(core, { ...claim.claimed, askedMs }, async (lease) => {
    const { holding, claimedAt: now } = claim.claimed;
    const first: Round = { ...claim, actor, lease, holding, now };
    try {
      return await followRounds(core, first);
    } catch (fault) {
      return fault instanceof LeaseLost ? "taken-over" : recordFailure(core, actor, claim, fault);
    }
  });

const followRounds = async (core: Core, first: Round): Promise<HoldingOutcome> => {
  let round: Round | null = first;
  for (let count = 0; count < rounds && round; count++) {
    const stepped = await takeStep(core, round);
    if (stepped === "released") return "done";
    // A person returned, extended or revoked meanwhile, or got a grant: that is work for this claim, not for the next.
    round = stepped === "changed" ? await readAgain(core, round) : stepped;
  }
  if (!round) return "taken-over";
  return (await releaseHolding(core, round)) === "released" ? "done" : "taken-over";
};

const takeStep = async (core: Core, round: Round): Promise<Stepped> => {
  const stepped = await takeTimeSteps(core, round);
  if (stepped) return stepped;
  if (round.unproved.length > 0) return lookAfter(core, round);
  switch (owedStep(round.holding, round.grants)) {
    case "look":
      return lookBefore(core, round);
    case "apply":
      return applyHolding(core, round);
    case "remove":
      return removeHolding(core, round);
    case null:
      return releaseHolding(core, round);
  }
};

/** The state after somebody else's change; null when the claim is not ours any more. */
const readAgain = async (core: Core, round: Round): Promise<Round | null> => {
  const { id, fence } = round.holding;
  const now = await core.clock.now();
  const [holding, grants] = await Promise.all([core.holdings.find(id), core.grants.openOfHoldings([id])]);
  return holding?.fence === fence && holding.leaseUntil ? { ...round, holding, grants, now } : null;
};
