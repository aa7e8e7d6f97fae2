import type { Core } from "#core/ports/core.ts";
import { sequence } from "#core/usecases/log/sequence.ts";
import { showNewest } from "#core/usecases/log/show-witness.ts";

/** One round of the log for a scheduler, where no process has a sequencer of its own; does nothing where one has the lease. */
export const extendLog = async (core: Core): Promise<{ readonly sequenced: number }> => {
  const { held, sequenced } = await sequence(core, null);
  if (!held) return { sequenced };
  await core.log.release(held.fence);
  await showNewest(core);
  return { sequenced };
};
