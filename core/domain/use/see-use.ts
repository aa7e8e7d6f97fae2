import type { Holding } from "#core/domain/holding/holding.ts";
import { insert, type Transition, transition, update } from "#core/domain/transition.ts";
import type { HoldingUse } from "#core/domain/use/use-seen.ts";

/** How exact the last instant is kept: a session that stays open is not worth a write each time it is looked at. */
const exactMs = 60_000;

/** A holding was seen in use at an instant. Null where that says nothing new. */
export const seeUse = (
  known: HoldingUse | undefined,
  { id, targetId }: Pick<Holding, "id" | "targetId">,
  at: Date,
): Transition | null => {
  if (!known) {
    return transition({
      writes: [insert("HoldingUse", { id, version: 1, targetId, firstSeenAt: at, lastSeenAt: at })],
    });
  }
  if (at.getTime() - known.lastSeenAt.getTime() < exactMs) return null;
  return transition({ writes: [update("HoldingUse", known, { lastSeenAt: at })] });
};
