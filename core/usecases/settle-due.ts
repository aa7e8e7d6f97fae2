import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { lapseDueRequests } from "#core/usecases/lapse-due-requests.ts";
import { completeRetirements } from "#core/usecases/reconcile/complete-retirements.ts";
import { closeDueReviews } from "#core/usecases/reviews/close-due-reviews.ts";
import { handOverItems } from "#core/usecases/reviews/hand-over-items.ts";

export interface Settled {
  readonly lapsed: number;
  readonly closed: number;
}

/**
 * What time settles besides access: requests lapse, reviews are handed over and close, and what is being retired is retired once nothing that it
 * granted is left. May run anywhere, any number of times, at once, or not at all for a while: what it records is also judged by
 * the deadlines themselves, so that nothing can be approved or answered late meanwhile.
 */
export const settleDue = async (core: Core, actor: Actor): Promise<Settled> => {
  const lapsed = await lapseDueRequests(core, actor);
  await handOverItems(core, actor);
  const closed = await closeDueReviews(core, actor);
  await completeRetirements(core, actor);
  return { lapsed, closed };
};
