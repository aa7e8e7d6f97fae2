import type { Core } from "#core/ports/core.ts";
import type { ScanClaim } from "#core/ports/standing.ts";

/** A worker that dies in the middle holds up the next comparison by this much at most. */
export const scanLeaseMs = 2 * 60_000;

/** Thrown where somebody else may compare the target by now. */
class ScanLost extends Error {}

/** The right to compare a target, kept as long as its holder goes on. */
export interface HeldScan {
  /** Throws unless the claim is still ours. Called before every page that is read, and before everything that follows from it. */
  readonly keep: () => Promise<void>;
  readonly current: () => ScanClaim;
}

export const holdScan = (core: Core, claimed: ScanClaim): HeldScan => {
  let claim = claimed;
  return {
    keep: async () => {
      const renewed = await core.standing.renewScan(claim, scanLeaseMs);
      if (!renewed) throw new ScanLost("another worker compares this target by now");
      claim = renewed;
    },
    current: () => claim,
  };
};
