import type { Grant } from "#core/domain/grant/grant.ts";
import { desiredHolding } from "#core/domain/holding/desired-holding.ts";
import type { Holding } from "#core/domain/holding/holding.ts";

/**
 * What is still to be done for a holding's grants: `look` at the target before anything is given there, whether the access is
 * there already; `apply` and `remove`, until the target was read back; null when all is as the grants say. Access that stood
 * before the grants and was left standing is owed nothing.
 */
export type OwedStep = "look" | "apply" | "remove" | null;

export const owedStep = (
  holding: Pick<Holding, "state" | "standing" | "until">,
  grants: readonly Grant[],
): OwedStep => {
  const desired = desiredHolding(grants);
  const unfinished = grants.some(({ status }) => status === "activating" || status === "ending");
  if (holding.standing === null && (desired.present || unfinished)) return "look";
  if (!desired.present) return unfinished || (holding.state === "present" && !holding.standing) ? "remove" : null;
  const told = holding.state === "present" && holding.until?.getTime() === desired.until?.getTime();
  return unfinished || !told ? "apply" : null;
};
