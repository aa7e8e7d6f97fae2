import type { Holding } from "#core/domain/holding/holding.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";

/** The reconciler shall look at this holding at once, whatever back-off it was in. */
export const dueNow = (holding: Holding, now: Date): Transition =>
  transition({ writes: [update("Holding", holding, { dueAt: now, attempts: 0 })] });
