import type { Transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { Round } from "#core/usecases/reconcile/round.ts";

/**
 * Commits what a round saw. Anything that changed meanwhile (a return, an extension, another claim) refuses it, and the next
 * round looks again: what was done at the target stays true there and is read back then. Answers whether it was written.
 */
export const commitRound = async (core: Core, { actor }: Round, transition: Transition): Promise<boolean> => {
  const [commit] = await core.store.commit(actor, [transition]);
  return commit?.done ?? false;
};
