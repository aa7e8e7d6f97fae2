import { overdueAfterMs, silentAfterMs } from "#core/domain/grant/revocation-objective.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Core } from "#core/ports/core.ts";
import { clockStanding } from "#core/usecases/clocks/clock-standing.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { checkOwnDatabase, type ForeignDatabase } from "#core/usecases/restore/check-own-database.ts";

export type ClosedTarget = "revoker_silent" | "target_overdue";
export type ClosedPortal = ClosedTarget | ForeignDatabase | "clocks_disagree";

/**
 * Whether new access, or longer access, may be given on these targets (domain rule 15): not while nobody proves that access
 * ends, and not on a target where some is overdue. Break-glass is given all the same; the answer then says despite what. A
 * database that is not surely the portal's own gives nothing to anybody, nor does one whose clocks disagree (domain rule 2).
 */
export const checkTargetsOpen = async (
  core: Core,
  targetIds: readonly TargetId[],
  now: Date,
  breakGlass = false,
): Promise<Result<ClosedTarget | null, ClosedPortal>> => {
  const portal = await closedPortal(core, now);
  if (portal !== null) return refuse(portal);
  const closed = await closedTarget(core, targetIds, now);
  return closed !== null && !breakGlass ? refuse(closed) : ok(closed);
};

/** Why nothing new is given on these targets now, to say it before somebody asks; null where it is. */
export const whyClosed = async (core: Core, targetIds: readonly TargetId[], now: Date): Promise<ClosedPortal | null> =>
  (await closedPortal(core, now)) ?? closedTarget(core, targetIds, now);

const closedPortal = async (core: Core, now: Date): Promise<ForeignDatabase | "clocks_disagree" | null> => {
  const [own, clocks] = await Promise.all([checkOwnDatabase(core, now), clockStanding(core, now)]);
  if (!own.ok) return own.error;
  return clocks.agree ? null : "clocks_disagree";
};

const closedTarget = async (core: Core, targetIds: readonly TargetId[], now: Date): Promise<ClosedTarget | null> => {
  const beat = await core.heartbeats.last(reconcilerHeartbeat);
  if (!beat || now.getTime() - beat.at.getTime() > silentAfterMs) return "revoker_silent";
  const overdue = await core.holdings.overdue(overdueAfterMs);
  return targetIds.some((id) => overdue.byTarget.has(id)) ? "target_overdue" : null;
};
