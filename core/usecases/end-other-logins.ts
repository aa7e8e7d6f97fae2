import type { PersonId, TargetId } from "#core/domain/ids.ts";
import type { Transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { endGrants } from "#core/usecases/end-grants.ts";

/**
 * Ends what a person was given at a target through any login but this one, which is theirs from now on: whose the others are,
 * nobody has said. To be committed with the mapping, and with a guard of the person, whose row every approval moves.
 */
export const endOtherLogins = async (
  core: Core,
  { targetId, personId, account }: { targetId: TargetId; personId: PersonId; account: string },
  now: Date,
): Promise<Transition> => {
  const here = (await core.grants.openOf(personId)).filter((grant) => grant.targetId === targetId);
  const holdings = await core.holdings.ofIds(here.map(({ holdingId }) => holdingId));
  const others = new Set(holdings.filter((holding) => holding.account !== account).map(({ id }) => id));
  return endGrants(
    core,
    here.filter(({ holdingId }) => others.has(holdingId)),
    ({ status }) => (status === "scheduled" ? "ineligible" : "revoked"),
    now,
  );
};
