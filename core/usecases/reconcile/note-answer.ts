import { circuitOpensAt } from "#core/domain/holding/circuit.ts";
import type { Operation } from "#core/domain/holding/holding.ts";
import type { HoldingId, TargetId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";

/** A target that answered so lately, in this process and without a failure since, needs no new note of it. */
const notedForMs = 1_000;

const lastNoted = new WeakMap<Core, Map<TargetId, number>>();

/** Notes that a target answers: once a second is as good as for each of a thousand removals. */
export const noteAnswer = async (core: Core, targetId: TargetId, clockOffsetMs: number): Promise<void> => {
  failingIn(core).delete(targetId);
  const noted = notedIn(core);
  const nowMs = performance.now();
  if (nowMs - (noted.get(targetId) ?? -Infinity) < notedForMs) return;
  noted.set(targetId, nowMs);
  await core.catalogue.noteHealth(targetId, { clockOffsetMs });
};

/**
 * Notes that it does not; the next answer is then noted at once. A few holdings that fail again and again, of people whom the
 * target does not know for instance, are noted once each: the target may be well, and its circuit would keep back the others.
 */
export const noteFault = async (
  core: Core,
  { targetId, holdingId }: Pick<Operation, "targetId" | "holdingId">,
  error: string,
): Promise<void> => {
  const others = failingIn(core).get(targetId) ?? new Set<HoldingId>();
  const isKnown = others.has(holdingId) && others.size < circuitOpensAt;
  failingIn(core).set(targetId, others.add(holdingId));
  if (isKnown) return;
  notedIn(core).delete(targetId);
  await core.catalogue.noteHealth(targetId, { error });
};

/** Which holdings have failed since the target last answered, as far as this process knows. */
const failing = new WeakMap<Core, Map<TargetId, Set<HoldingId>>>();

const failingIn = (core: Core): Map<TargetId, Set<HoldingId>> => {
  const known = failing.get(core) ?? new Map<TargetId, Set<HoldingId>>();
  failing.set(core, known);
  return known;
};

const notedIn = (core: Core): Map<TargetId, number> => {
  const noted = lastNoted.get(core) ?? new Map<TargetId, number>();
  lastNoted.set(core, noted);
  return noted;
};
