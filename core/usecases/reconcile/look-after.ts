import { disproveEnd, leftStanding, proveEnd } from "#core/domain/grant/grant-steps.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import { outlivesItsEnd } from "#core/domain/holding/outlives-its-end.ts";
import { openKeyAt } from "#core/domain/standing/open-key.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import { together, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { isGone } from "#core/usecases/check-gone.ts";
import { findingOf, seenGone } from "#core/usecases/drift/record-findings.ts";
import { commitOutcome, commitRound } from "#core/usecases/reconcile/commit-round.ts";
import { noteAnswer } from "#core/usecases/reconcile/note-answer.ts";
import { openRound } from "#core/usecases/reconcile/open-round.ts";
import { releaseHolding } from "#core/usecases/reconcile/release-holding.ts";
import type { Round, Stepped } from "#core/usecases/reconcile/round.ts";
import { takeAway } from "#core/usecases/reconcile/take-away.ts";

/**
 * A target that was given up may answer again. What it shows then is recorded: that the access is gone, which proves its ends
 * from this instant on; or that it has outlived them, which is committed as found before it is removed like any other access
 * whose time is over. Throws while the target does not answer: it is looked at again, now and then, for ever.
 */
export const lookAfter = async (core: Core, round: Round): Promise<Stepped> => {
  const { holding, place } = round;
  const { connector, access, settlesAt } = openRound(core, round);
  if (settlesAt) return releaseHolding(core, round, settlesAt);
  const seen = await connector.observe(access);
  await noteAnswer(core, place.item.target.id, seen.clockOffsetMs);
  const [finding] = await core.standing.openAt([openKeyAt(holding.targetId, holding)]);
  if (isGone(seen)) return proved(core, round, { state: "absent", standing: false }, finding);
  // What stood before the grants is not theirs: of them nothing is left (`leave-standing.ts`).
  if (holding.standing !== false && place.item.target.driftMode === "report")
    return proved(core, round, { state: "present", standing: true });
  // It is said once, and before anything is done about it.
  if (!outlivesItsEnd(holding, round.unproved)) return stands(core, round, finding);
  round.lease.check();
  const left = await takeAway(core, place.item.target.id, { connector, access });
  const quarantined = [...new Set([...holding.quarantined, ...left])];
  return proved(core, round, { state: "absent", standing: false, quarantined }, finding);
};

const stands = async (core: Core, round: Round, known?: StandingAccess): Promise<Round | "changed"> => {
  const { holding, unproved } = round;
  const now = await core.clock.now();
  const holder = { ...holding, holdingId: holding.id };
  return commitRound(
    core,
    round,
    together(
      transition({ writes: [update("Holding", holding, { state: "present", observedAt: now })] }),
      ...(known ? [] : [findingOf(core, holding.targetId, holder, now)]),
      ...unproved.map((grant) => disproveEnd(grant, now)),
    ),
  );
};

const proved = async (
  core: Core,
  round: Round,
  seen: Pick<Holding, "state" | "standing"> & Partial<Holding>,
  finding?: StandingAccess,
): Promise<Stepped> => {
  const now = await core.clock.now();
  return commitOutcome(core, round, {
    holding: { ...seen, until: null, observedAt: now, unsettledAt: null },
    steps: [
      ...round.unproved.flatMap((grant) => [
        proveEnd(grant, now),
        ...(seen.standing ? [leftStanding(grant, round.holding.account)] : []),
      ]),
      ...(finding ? [seenGone(finding, now)] : []),
    ],
    now,
  });
};
