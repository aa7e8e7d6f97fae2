import { parseCheckpoint } from "#core/domain/audit/tree/checkpoint.ts";
import type { Core } from "#core/ports/core.ts";
import type { SignedCheckpoint, Witness } from "#core/ports/witness.ts";
import { proofFrom, rootAt } from "#core/usecases/log/prove.ts";

/** Shows one witness a checkpoint and keeps its signature. False, and from then on nothing is signed, where it knows otherwise. */
export const showWitness = async (core: Core, witness: Witness, checkpoint: SignedCheckpoint): Promise<boolean> => {
  const testimony = await witness.show(
    checkpoint,
    (size) => rootAt(core, size, checkpoint.size),
    (size) => proofFrom(core, size, checkpoint.size),
  );
  if (testimony.outcome !== "witnessed") {
    await core.log.setTrouble(testimony.outcome);
    return false;
  }
  if (testimony.cosignatures.length > 0) {
    await core.log.cosign(checkpoint.size, witness.name, testimony.cosignatures);
  }
  return true;
};

/** Shows the newest checkpoint to every witness elsewhere. Throws when one of them cannot be asked; the next call tries again. */
export const showNewest = async (core: Core): Promise<void> => {
  const latest = await core.log.latest();
  if (!latest || latest.cosigned) return;
  const parsed = parseCheckpoint(latest.note.slice(0, latest.note.indexOf("\n\n") + 1));
  if (!parsed.ok) throw new Error("a published checkpoint cannot be read");
  for (const witness of core.witnesses.filter(({ isIndependent }) => isIndependent)) {
    if (!(await showWitness(core, witness, { ...parsed.value, note: latest.note }))) return;
  }
};
