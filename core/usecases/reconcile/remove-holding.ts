import { confirmEnded } from "#core/domain/grant/grant-steps.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitOutcome, commitRound } from "#core/usecases/reconcile/commit-round.ts";
import { leaveStanding } from "#core/usecases/reconcile/leave-standing.ts";
import { openRound } from "#core/usecases/reconcile/open-round.ts";
import { releaseHolding } from "#core/usecases/reconcile/release-holding.ts";
import type { Round, Stepped } from "#core/usecases/reconcile/round.ts";
import { takeAway } from "#core/usecases/reconcile/take-away.ts";

/**
 * Takes the access away, reads its absence back, and only then writes `ended` (promise 5): where an earlier call may still take
 * effect, not before a reading that is later than that (domain rule 4). That wait holds no worker.
 */
export const removeHolding = async (core: Core, round: Round): Promise<Stepped> => {
  const { holding, grants, place } = round;
  if (holding.standing === true && place.item.target.driftMode === "report") return leaveStanding(core, round);
  const { connector, access, settlesAt } = openRound(core, round);
  const quarantined = await takeAway(core, place.item.target.id, { connector, access });
  const now = await core.clock.now();
  const gone = {
    state: "absent",
    standing: false,
    until: null,
    observedAt: now,
    quarantined: [...new Set([...holding.quarantined, ...quarantined])],
  } as const;
  if (settlesAt) {
    const after = await commitRound(core, round, transition({ writes: [update("Holding", holding, gone)] }));
    return after === "changed" ? after : releaseHolding(core, after, settlesAt);
  }
  const steps = grants.filter(isEnding).map((grant) => confirmEnded(grant, now));
  return commitOutcome(core, round, { holding: { ...gone, unsettledAt: null }, steps, now });
};

const isEnding = ({ status }: Grant): boolean => status === "ending";
