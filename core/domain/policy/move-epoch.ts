import type { FactEpoch } from "#core/domain/policy/policy-version.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";

/**
 * To be committed with every change of what decisions read. It waits for the votes and submissions that are being written
 * under the old facts, and refuses those that come after.
 */
export const moveEpoch = (epochs: readonly FactEpoch[], id: FactEpoch["id"]): Transition => {
  const epoch = epochs.find((each) => each.id === id);
  if (!epoch) throw new Error(`no fact epoch "${id}"`);
  return transition({ writes: [update("FactEpoch", epoch, {})] });
};
