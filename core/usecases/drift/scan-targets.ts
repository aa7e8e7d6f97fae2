import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { holdScan, scanLeaseMs } from "#core/usecases/drift/hold-scan.ts";
import { scanTarget } from "#core/usecases/drift/scan-target.ts";
import { faultText } from "#core/usecases/fault-text.ts";

/** How often everyone who holds something in a target is compared with what was granted. */
const scanEveryMs = 5 * 60_000;
const longestErrorShown = 500;

/**
 * Compares each target that is due with its live grants, one after the other, until none is due. Any number of processes may:
 * each target is one worker's. A list that breaks off proves nothing, so nothing follows from it but that it broke off.
 */
export const scanTargets = async (core: Core, actor: Actor): Promise<{ readonly scanned: number }> => {
  for (let scanned = 0; ; scanned++) {
    const claim = await core.standing.claimScan(scanLeaseMs);
    if (claim === null) return { scanned };
    const held = holdScan(core, claim);
    try {
      const holders = await scanTarget(core, actor, claim.targetId, held);
      await core.standing.noteScan(held.current(), { holders }, scanEveryMs);
    } catch (fault) {
      const error = faultText(fault, longestErrorShown);
      await core.standing.noteScan(held.current(), { error }, scanEveryMs);
    }
  }
};
