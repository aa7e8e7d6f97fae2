import { activateGrant, confirmEnded, endGrant } from "#core/domain/grant/grant-steps.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { desiredHolding } from "#core/domain/holding/desired-holding.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { openAccess } from "#core/usecases/access-of.ts";
import { commitRound } from "#core/usecases/reconcile/commit-round.ts";
import type { Round } from "#core/usecases/reconcile/round.ts";

/** Above this the target's clock cannot be trusted with a deadline (domain rule 3). */
const clockOffsetLimitMs = 2_000;

/** Makes the access exist until the latest deadline, reads it back, and commits what was seen. */
export const applyHolding = async (core: Core, round: Round): Promise<void> => {
  const { holding, grants } = round;
  const { until } = desiredHolding(grants);
  if (!until) throw new Error(`${holding.id}: nothing to apply`);
  const { connector, access, item } = await openAccess(core, holding);

  if (holding.state === "present") {
    const before = await connector.observe(access);
    if (before.state === "absent") return removedByHand(core, round);
  }
  await connector.apply(access, until);
  const seen = await connector.observe(access);
  await core.catalogue.noteHealth(item.target.id, { clockOffsetMs: seen.clockOffsetMs });
  if (seen.state !== "present") throw new Error(`the target shows the access as ${seen.state} after it was made`);
  if (Math.abs(seen.clockOffsetMs) > clockOffsetLimitMs)
    throw new Error(`the target's clock is off by ${seen.clockOffsetMs} ms, more than ${clockOffsetLimitMs} ms`);

  await commitRound(core, round, presentSince(round, until, await core.clock.now()));
};

const presentSince = ({ holding, grants }: Round, until: Date, now: Date): Transition =>
  together(
    transition({ writes: [update("Holding", holding, { state: "present", until, observedAt: now })] }),
    ...grants.flatMap((grant) => settled(grant, now)),
  );

/** The end of one of several overlapping grants changes nothing at the target: it is over as soon as the rest was read back. */
const settled = (grant: Grant, now: Date): readonly Transition[] => {
  if (grant.status === "activating") return [activateGrant(grant, now)];
  return grant.status === "ending" ? [confirmEnded(grant, now)] : [];
};

/** Access that somebody removed at the target is not put back: its grants end (domain rule 13). */
const removedByHand = async (core: Core, round: Round): Promise<void> => {
  const now = await core.clock.now();
  const live = round.grants.filter(({ status }) => status === "activating" || status === "active");
  await commitRound(
    core,
    round,
    together(
      transition({ writes: [update("Holding", round.holding, { state: "absent", observedAt: now })] }),
      ...live.map((grant) => endGrant(grant, "removed-by-hand", now)),
    ),
  );
};
