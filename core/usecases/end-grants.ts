import { endGrant } from "#core/domain/grant/grant-steps.ts";
import type { EndReason, Grant } from "#core/domain/grant/grant.ts";
import { dueNow } from "#core/domain/holding/due-now.ts";
import { together, type Transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

const alreadyOver = new Set(["ending", "ended"]);

/** Ends those of the grants that are not over yet, and sends the reconciler to their holdings. One step, whatever their number. */
export const endGrants = async (
  core: Core,
  grants: readonly Grant[],
  reason: (grant: Grant) => EndReason,
  now: Date,
): Promise<Transition> => {
  const open = grants.filter(({ status }) => !alreadyOver.has(status));
  const holdings = await core.holdings.ofIds([...new Set(open.map(({ holdingId }) => holdingId))]);
  return together(
    ...open.map((grant) => endGrant(grant, reason(grant), now)),
    ...holdings.map((holding) => dueNow(holding, now)),
  );
};
