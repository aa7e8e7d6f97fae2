import type { Actor } from "#core/domain/audit/event.ts";
import { endGrant } from "#core/domain/grant/grant-steps.ts";
import { isLive } from "#core/domain/grant/grant.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { together, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { accessOf } from "#core/usecases/access-of.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

/**
 * A list is only a reason to look: the access itself is read, and where it is gone although it had been read as there, its
 * grants end (domain rule 13). It is not put back. Whatever the reconciler does meanwhile moves the rows and refuses this.
 */
export const endRemovedByHand = async (core: Core, actor: Actor, holdingId: HoldingId): Promise<void> => {
  const ended = await commitDecided(core, actor, async (now) => {
    const [holding, grants] = await Promise.all([
      core.holdings.find(holdingId),
      core.grants.openOfHoldings([holdingId]),
    ]);
    const live = grants.filter(isLive);
    const isSettled = live.length > 0 && live.every(({ status }) => status === "active");
    if (holding?.state !== "present" || !isSettled) return refuse("nothing_to_end");
    const { connector, access } = await accessOf(core, holdingId);
    if ((await connector.observe(access)).state !== "absent") return refuse("nothing_to_end");
    const gone = { state: "absent" as const, until: null, observedAt: now, dueAt: now, attempts: 0 };
    return ok({
      transition: together(
        transition({ writes: [update("Holding", holding, gone)] }),
        ...live.map((grant) => endGrant(grant, "removed-by-hand", now)),
      ),
      value: null,
    });
  });
  if (ended.ok) core.wake.due();
};
