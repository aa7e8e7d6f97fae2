import { confirmEnded, leftStanding } from "#core/domain/grant/grant-steps.ts";
import type { Core } from "#core/ports/core.ts";
import { commitOutcome } from "#core/usecases/reconcile/commit-round.ts";
import { noteAnswer } from "#core/usecases/reconcile/note-answer.ts";
import { openRound } from "#core/usecases/reconcile/open-round.ts";
import type { Round, Stepped } from "#core/usecases/reconcile/round.ts";

/**
 * The access was there before the grants were, and the target's owners have not asked that such access be taken away: it is
 * left as it was found, and said so in the record. What gave it is not ours to take (domain rule 14, report mode).
 */
export const leaveStanding = async (core: Core, round: Round): Promise<Stepped> => {
  const { holding, grants, place } = round;
  const { connector, access } = openRound(core, round);
  const seen = await connector.observe(access);
  await noteAnswer(core, place.item.target.id, seen.clockOffsetMs);
  const now = await core.clock.now();
  const stands = seen.state !== "absent";
  const ending = grants.filter(({ status }) => status === "ending");
  const state = stands ? "present" : "absent";
  return commitOutcome(core, round, {
    holding: { state, standing: stands, until: null, observedAt: now },
    steps: ending.flatMap((grant) => [
      confirmEnded(grant, now),
      ...(stands ? [leftStanding(grant, holding.account)] : []),
    ]),
    now,
  });
};
