import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";

/** A target ends access at the deadline it was told by its own clock, which may be so much ahead. */
const clocksDifferMs = 2_000;

/**
 * Whether somebody took the access away at the target: it was read back as there for a grant that is still active, and is not
 * there now. Not so where the target may have ended it itself at the deadline it was told, or where a removal of ours may have
 * done it: then no grant is active, for a removal begins only when none is. Where a call of ours went wrong, what is there in
 * part may be its work.
 */
export const isGoneByHand = (
  holding: Holding,
  grants: readonly Grant[],
  seen: { readonly state: "present" | "partial" | "absent" },
  now: Date,
): boolean => {
  if (seen.state === "present" || !grants.some(({ status }) => status === "active")) return false;
  const { until, standing } = holding;
  if (until !== null && !standing && until.getTime() <= now.getTime() + clocksDifferMs) return false;
  return seen.state === "absent" || (holding.attempts === 0 && holding.unsettledAt === null);
};
