import { confirmEnded } from "#core/domain/grant/grant-steps.ts";
import { together, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { openAccess } from "#core/usecases/access-of.ts";
import { commitRound } from "#core/usecases/reconcile/commit-round.ts";
import type { Round } from "#core/usecases/reconcile/round.ts";

/** Takes the access away, reads its absence back, and only then writes `ended` (promise 5). */
export const removeHolding = async (core: Core, round: Round): Promise<void> => {
  const { holding, grants } = round;
  const { connector, access, item } = await openAccess(core, holding);
  const { quarantined } = await connector.remove(access);
  const seen = await connector.observe(access);
  await core.catalogue.noteHealth(item.target.id, { clockOffsetMs: seen.clockOffsetMs });
  if (seen.state !== "absent" || seen.liveSessions.length > 0)
    throw new Error(`the target shows ${seen.state} with ${seen.liveSessions.length} sessions after the removal`);

  const now = await core.clock.now();
  const ending = grants.filter(({ status }) => status === "ending");
  await commitRound(
    core,
    round,
    together(
      transition({
        writes: [
          update("Holding", holding, {
            state: "absent",
            until: null,
            observedAt: now,
            quarantined: [...new Set([...holding.quarantined, ...quarantined])],
          }),
        ],
      }),
      ...ending.map((grant) => confirmEnded(grant, now)),
    ),
  );
};
