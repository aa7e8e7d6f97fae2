import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";

/** Whether access was seen at its target after its end had been accepted unproved, and is not known to be gone since. */
export const outlivesItsEnd = (
  { state, observedAt }: Pick<Holding, "state" | "observedAt">,
  unproved: readonly Pick<Grant, "endedAt">[],
): boolean => state === "present" && unproved.every(({ endedAt }) => observedAt && endedAt && observedAt > endedAt);
