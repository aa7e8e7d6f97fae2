import { overdueAfterMs, silentAfterMs } from "#core/domain/grant/revocation-objective.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Core } from "#core/ports/core.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";

export type ClosedTarget = "revoker_silent" | "target_overdue";

/**
 * Whether new access, or longer access, may be given on these targets (domain rule 15): not while nobody proves that access
 * ends, and not on a target where some is overdue.
 */
export const checkTargetsOpen = async (
  core: Core,
  targetIds: readonly TargetId[],
  now: Date,
): Promise<Result<null, ClosedTarget>> => {
  const beat = await core.heartbeats.last(reconcilerHeartbeat);
  if (!beat || now.getTime() - beat.at.getTime() > silentAfterMs) return refuse("revoker_silent");
  const overdue = await core.holdings.overdue(null, overdueAfterMs);
  return overdue.some(({ targetId }) => targetIds.includes(targetId)) ? refuse("target_overdue") : ok(null);
};
