import { transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitRound } from "#core/usecases/reconcile/commit-round.ts";
import { openRound } from "#core/usecases/reconcile/open-round.ts";
import { releaseHolding } from "#core/usecases/reconcile/release-holding.ts";
import type { Round, Stepped } from "#core/usecases/reconcile/round.ts";

/**
 * Where people have accounts of their own, somebody may have given this access before any grant did. It is looked for before
 * anything is applied, and what was found is committed first, so that a crash can never take ours for theirs (domain rule 14).
 */
export const lookBefore = async (core: Core, round: Round): Promise<Stepped> => {
  const { holding, grants } = round;
  const { connector, access, settlesAt } = openRound(core, round);
  // What an earlier call may still put there would be taken for what was there before.
  if (settlesAt) return releaseHolding(core, round, settlesAt);
  const seen = await connector.observe(access);
  const standing = seen.state === "present";
  const { holderId: personId, entitlementId, targetId, account } = holding;
  const about = { personId, entitlementId, targetId, grantId: grants[0]?.id, requestId: grants[0]?.requestId };
  return commitRound(
    core,
    round,
    transition({
      writes: [update("Holding", holding, { standing })],
      events: standing ? [{ kind: "standingAccessFound", ...about, data: { account, until: seen.until } }] : [],
    }),
  );
};
