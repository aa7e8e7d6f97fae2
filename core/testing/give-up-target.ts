import type { Actor } from "#core/domain/audit/event.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import { acceptUnverified } from "#core/usecases/changes/accept-unverified.ts";
import { beginRetirement } from "#core/usecases/changes/begin-retirement.ts";

/** A target that does not answer is retired, and two administrators accept what is not proved there. */
export const giveUpTarget = async (
  core: Core,
  actor: Actor,
  targetId: TargetId,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const now = await core.clock.now();
  for (const change of [
    () => beginRetirement(core, { kind: "retirement", subjectId: targetId }, now),
    () => acceptUnverified(core, { kind: "unverified", targetId }, now),
  ]) {
    const step = await change();
    if (!step.ok) throw new Error(step.error);
    const [commit] = await core.store.commit(actor, [step.value]);
    if (!commit?.done) throw new Error(`${targetId}: not written`);
    await between();
  }
};
