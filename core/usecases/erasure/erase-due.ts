import type { Actor } from "#core/domain/audit/event.ts";
import type { Erasure } from "#core/domain/erasure/erasure.ts";
import type { Core } from "#core/ports/core.ts";
import type { Eraser } from "#core/ports/eraser.ts";
import { eraseKept } from "#core/usecases/erasure/erase-kept.ts";
import { takeIdentity } from "#core/usecases/erasure/take-identity.ts";

export interface ErasingRound {
  readonly erased: number;
  /** Owed, but something they held has not ended yet, or nobody here may erase. */
  readonly waiting: number;
}

/**
 * Goes on with every erasure that is owed, as far as it gets. Killed anywhere it is finished by the next round of any process;
 * several at once disturb nobody. One that fails holds up none of the others; the first failure is thrown at the end.
 */
export const eraseDue = async (core: Core, actor: Actor): Promise<ErasingRound> => {
  const owed = await core.erasures.unfinished();
  const { eraser } = core;
  if (!eraser) return { erased: 0, waiting: owed.length };
  const failures: unknown[] = [];
  let erased = 0;
  for (const erasure of owed) {
    try {
      if (await eraseOne(core, eraser, actor, erasure)) erased += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return { erased, waiting: owed.length - erased };
};

/** Whether it is done. */
const eraseOne = async (core: Core, eraser: Eraser, actor: Actor, erasure: Erasure): Promise<boolean> => {
  const nobody = erasure.status === "ending" ? await takeIdentity(core, actor, erasure) : erasure;
  return nobody !== null && (await eraseKept(core, eraser, actor, nobody));
};
