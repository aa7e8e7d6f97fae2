import type { Holding } from "#core/domain/holding/holding.ts";
import { isAnothers } from "#core/domain/standing/compare-holders.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import { guard, insert, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

/**
 * Sends the reconciler to take a finding away, whatever becomes of drift at its target: somebody decided about this one. Where
 * a grant began meanwhile, the access stays until that ends, and is removed then. Nothing is left to do for what is gone; null
 * where nothing here can remove it: nobody is known to have that login. It is taken where the entitlement says, so that must still
 * say what it said when this was found.
 */
export const removeFinding = async (core: Core, finding: StandingAccess, now: Date): Promise<Transition | null> => {
  if (finding.openKey === null) return transition({});
  const { targetId, account, accountId, entitlementId } = finding;
  const [holding, owner, [item]] = await Promise.all([
    core.holdings.ofAccount(targetId, account, entitlementId),
    core.accounts.named(targetId, account),
    core.catalogue.ofIds([entitlementId]),
  ]);
  if (!item) throw new Error(`${entitlementId}: no such entitlement`);
  const guards = [guard("StandingAccess", finding), guard("Entitlement", item.entitlement)];
  // No longer anything that stood before us: it is ours to remove.
  const owed = { state: "present", standing: false, dueAt: now, attempts: 0 } as const;
  if (holding && isAnothers(holding, accountId)) return null;
  if (holding) return transition({ writes: [update("Holding", holding, owed)], guards });
  if (!owner) return null;
  const held: Holding = {
    ...{ id: core.ids.newId("hld"), version: 1, targetId, entitlementId, holderId: owner.personId, account },
    ...{ accountId, listedAs: null, ...owed, until: null, leaseUntil: null, fence: 0 },
    ...{ unsettledAt: null, lastError: null, observedAt: finding.foundAt, quarantined: [] },
  };
  return transition({ writes: [insert("Holding", held)], guards: [...guards, guard("Account", owner)] });
};
