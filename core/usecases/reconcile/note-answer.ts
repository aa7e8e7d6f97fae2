import type { TargetId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";

/** A target that answered so lately, in this process and without a failure since, needs no new note of it. */
const notedForMs = 1_000;

const lastNoted = new WeakMap<Core, Map<TargetId, number>>();

/** Notes that a target answers: once a second is as good as for each of a thousand removals. */
export const noteAnswer = async (core: Core, targetId: TargetId, clockOffsetMs: number): Promise<void> => {
  const noted = notedIn(core);
  const nowMs = performance.now();
  if (nowMs - (noted.get(targetId) ?? -Infinity) < notedForMs) return;
  noted.set(targetId, nowMs);
  await core.catalogue.noteHealth(targetId, { clockOffsetMs });
};

/** Notes that it does not; the next answer is then noted at once. */
export const noteFault = async (core: Core, targetId: TargetId, error: string): Promise<void> => {
  notedIn(core).delete(targetId);
  await core.catalogue.noteHealth(targetId, { error });
};

const notedIn = (core: Core): Map<TargetId, number> => {
  const noted = lastNoted.get(core) ?? new Map<TargetId, number>();
  lastNoted.set(core, noted);
  return noted;
};
