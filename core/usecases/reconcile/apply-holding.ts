import { activateGrant, confirmEnded, endGrant } from "#core/domain/grant/grant-steps.ts";
import { type Grant, isLive } from "#core/domain/grant/grant.ts";
import { desiredHolding } from "#core/domain/holding/desired-holding.ts";
import { isGoneByHand } from "#core/domain/holding/gone-by-hand.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";
import type { Observation } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";
import { commitOutcome, commitRound } from "#core/usecases/reconcile/commit-round.ts";
import { noteAnswer } from "#core/usecases/reconcile/note-answer.ts";
import { openRound } from "#core/usecases/reconcile/open-round.ts";
import { releaseHolding } from "#core/usecases/reconcile/release-holding.ts";
import type { Round, Stepped } from "#core/usecases/reconcile/round.ts";
import { checkOwnDatabase } from "#core/usecases/restore/check-own-database.ts";

/** Above this the target's clock cannot be trusted with a deadline (domain rule 3). */
const clockOffsetLimitMs = 2_000;

/** What may not be given now is looked at again after this, without calling it a fault of the target. */
const notNowMs = 2_000;

/** Makes the access exist until the latest deadline, reads it back, and commits what was seen. */
export const applyHolding = async (core: Core, round: Round): Promise<Stepped> => {
  const { holding, grants, place } = round;
  const { until } = desiredHolding(grants);
  if (!until) throw new Error(`${holding.id}: nothing to apply`);
  // A copy of the database may remove, and never apply (domain rule 6).
  if (!(await checkOwnDatabase(core, round.now)).ok)
    return releaseHolding(core, round, new Date(round.now.getTime() + notNowMs));
  const { connector, access, settlesAt } = openRound(core, round);
  // A removal that is still on its way could take away what was read back as there (domain rule 4).
  if (settlesAt) return releaseHolding(core, round, settlesAt);

  if (holding.state === "present") {
    const before = await connector.observe(access);
    if (isGoneByHand(holding, grants, before, round.now)) return removedByHand(core, round);
    const learned = learnedFrom(holding, before);
    if (learned) return commitRound(core, round, transition({ writes: [update("Holding", holding, learned)] }));
  }
  // What others gave is left as they gave it: a target that holds deadlines would end it at ours.
  const theirs = holding.standing === true && place.item.target.driftMode === "report";
  // The target may have taken its time to say how it is.
  round.lease.check();
  if (!theirs) await connector.apply(access, until);
  const seen = await connector.observe(access);
  await noteAnswer(core, place.item.target.id, seen.clockOffsetMs);
  if (seen.state !== "present") throw new Error(`the target shows the access as ${seen.state} after it was made`);
  if (Math.abs(seen.clockOffsetMs) > clockOffsetLimitMs)
    throw new Error(`the target's clock is off by ${seen.clockOffsetMs} ms, more than ${clockOffsetLimitMs} ms`);

  const now = await core.clock.now();
  const steps = grants.flatMap((grant) => settled(grant, now));
  return commitOutcome(core, round, {
    holding: { state: "present", until, observedAt: now, unsettledAt: null, ...learnedFrom(holding, seen) },
    steps,
    now,
  });
};

/** Holdings are looked at before anything is given. Those from before that told whose account it is learn it at their next call. */
const learnedFrom = (holding: Holding, { accountId, listedAs = null }: Observation): Partial<Holding> | null =>
  holding.accountId === null && accountId ? { accountId, listedAs } : null;

/** The end of one of several overlapping grants changes nothing at the target: it is over as soon as the rest was read back. */
const settled = (grant: Grant, now: Date): readonly Transition[] => {
  if (grant.status === "activating") return [activateGrant(grant, now)];
  return grant.status === "ending" ? [confirmEnded(grant, now)] : [];
};

/** Access that somebody removed at the target is not put back: its grants end (domain rule 13). */
const removedByHand = async (core: Core, round: Round): Promise<Stepped> => {
  const now = await core.clock.now();
  const steps = round.grants.filter(isLive).map((grant) => endGrant(grant, "removed-by-hand", now));
  return commitOutcome(core, round, { holding: { state: "absent", observedAt: now }, steps, now });
};
