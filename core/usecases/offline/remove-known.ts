import type { Core } from "#core/ports/core.ts";
import { accessAt } from "#core/usecases/access-of.ts";
import { checkGone } from "#core/usecases/check-gone.ts";
import type { KnownEnd } from "#core/usecases/offline/known-end.ts";

/**
 * Takes access away without a database, and reads its absence back; throws where the target does not show it. The fence is the
 * last that this process knows: whoever reaches the database and has claimed the holding since has a higher one, and the
 * target then refuses this. Never gives anything.
 */
export const removeKnown = async (core: Pick<Core, "targets">, { holding, place }: KnownEnd): Promise<void> => {
  const connector = core.targets.open(place.item.target);
  const access = accessAt(place, holding);
  await connector.remove(access);
  checkGone(await connector.observe(access));
};
