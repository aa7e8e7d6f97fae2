import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { scanTarget } from "#core/usecases/drift/scan-target.ts";

/** How often everyone who holds something in a target is compared with what was granted. */
const scanEveryMs = 5 * 60_000;
/** A worker that dies in the middle holds up the next comparison by this much at most. */
const leaseMs = 5 * 60_000;
const longestErrorShown = 500;

/**
 * Compares each target that is due with its live grants, one after the other, until none is due. Any number of processes may:
 * each target is one worker's. A list that breaks off proves nothing, so nothing follows from it but that it broke off.
 */
export const scanTargets = async (core: Core, actor: Actor): Promise<{ readonly scanned: number }> => {
  for (let scanned = 0; ; scanned++) {
    const targetId = await core.standing.claimScan(leaseMs);
    if (targetId === null) return { scanned };
    try {
      await core.standing.noteScan(targetId, { holders: await scanTarget(core, actor, targetId) }, scanEveryMs);
    } catch (fault) {
      const error = (fault instanceof Error ? fault.message : String(fault)).slice(0, longestErrorShown);
      await core.standing.noteScan(targetId, { error }, scanEveryMs);
    }
  }
};
