import { formatCheckpoint } from "#core/domain/audit/tree/checkpoint.ts";
import type { Core } from "#core/ports/core.ts";
import type { LogTrouble } from "#core/ports/log.ts";
import type { SignedCheckpoint, Witness } from "#core/ports/witness.ts";
import { showWitness } from "#core/usecases/log/show-witness.ts";
import type { Sequencing } from "#core/usecases/log/sequencing.ts";

/**
 * Signs the tree as it stands, unless a witness has seen another one: a restored or rewritten database gets no signature of
 * ours. The witnesses beside us see every checkpoint before it is published; those elsewhere see the first one after the
 * lease was taken, and later ones as they are due (`show-witness.ts`), so that none of them slows the log.
 */
export const publishCheckpoint = async (core: Core, held: Sequencing): Promise<void> => {
  const { size } = held.edge;
  if (size === 0 || (held.compared && size === held.signed)) return;
  if (held.compared && isBroken((await core.log.standing()).trouble)) return;
  const root = held.edge.root();
  const note = core.logKey.sign(formatCheckpoint({ origin: core.logKey.origin, size, root }));
  const checkpoint: SignedCheckpoint = { size, root, note };
  for (const witness of core.witnesses) {
    if (held.compared && witness.isIndependent) continue;
    if (!(await agrees(core, held, witness, checkpoint))) return;
  }
  await core.log.publish(checkpoint);
  if (!held.compared) await core.log.setAgreed();
  held.compared = true;
  held.signed = size;
};

const isBroken = (trouble: LogTrouble | null): boolean => trouble === "behind" || trouble === "forked";

/** Whether the witness lets the tree stand. Where it cannot be asked, everything is compared anew before the next signature. */
const agrees = async (
  core: Core,
  held: Sequencing,
  witness: Witness,
  checkpoint: SignedCheckpoint,
): Promise<boolean> => {
  try {
    return await showWitness(core, witness, checkpoint);
  } catch (error) {
    held.compared = false;
    await core.log.setTrouble("unreachable");
    throw error;
  }
};
