import { type CallLimits, settlesAt } from "#core/domain/holding/settled.ts";
import type { Access, Connector } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";
import { accessAt } from "#core/usecases/access-of.ts";
import type { Round } from "#core/usecases/reconcile/round.ts";

export interface OpenRound {
  readonly connector: Connector;
  readonly access: Access;
  /** When the target's answers begin to prove something; null when they do already. */
  readonly settlesAt: Date | null;
}

/** The connector that drives this round's target. Throws when its kind or secret is unknown, or when the lease may be over. */
export const openRound = (core: Core, { holding, place, lease, now }: Round): OpenRound => {
  const { target } = place.item;
  const connector = core.targets.open(target);
  const callTimeoutMs = core.targets.kind(target.kind)?.callTimeoutMs ?? Number.NaN;
  const limits: CallLimits = { callTimeoutMs, overtakes: connector.overtakes };
  const at = settlesAt(holding, limits);
  lease.check();
  return { connector, access: accessAt(place, holding), settlesAt: at && at > now ? at : null };
};
