import type { Actor } from "#core/domain/audit/event.ts";
import { answerItem, closeReview } from "#core/domain/review/review-steps.ts";
import type { Review, ReviewItem } from "#core/domain/review/review.ts";
import type { Transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { removalOf, setToWork } from "#core/usecases/reviews/decide-review-item.ts";
import { together } from "#core/domain/transition.ts";

const silence = "Nobody answered until the day it was due.";

/**
 * Closes campaigns whose day has come or whose items were all answered. Silence answers what nobody did, item by item, as the
 * campaign said it would; a campaign is closed only once none is left. Answers how many were closed; may run anywhere, twice,
 * or be killed in between.
 */
export const closeDueReviews = async (core: Core, actor: Actor): Promise<number> => {
  let closed = 0;
  for (const review of await core.reviews.closable()) {
    const now = await core.clock.now();
    const waiting = (await core.reviews.itemsOf(review.id)).filter(({ outcome }) => outcome === null);
    const silent = await Promise.all(waiting.map((item) => answeredBySilence(core, review, item, now)));
    if (silent.length > 0) await core.store.commit(actor, silent);
    if (review.onSilence === "remove" && silent.length > 0) await setToWork(core, waiting);
    // A late answer, or another process, may have been faster: what is left waits for the next time.
    const left = (await core.reviews.itemsOf(review.id)).some(({ outcome }) => outcome === null);
    const [commit] = left ? [] : await core.store.commit(actor, [closeReview(review, now)]);
    if (commit?.done) closed += 1;
  }
  return closed;
};

const answeredBySilence = async (core: Core, review: Review, item: ReviewItem, now: Date): Promise<Transition> => {
  const answered = answerItem(review, item, { outcome: review.onSilence, reason: silence, byId: null }, now);
  return review.onSilence === "remove" ? together(answered, await removalOf(core, item, silence, now)) : answered;
};
