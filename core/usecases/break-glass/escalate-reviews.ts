import type { Actor } from "#core/domain/audit/event.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

const batch = 100;

/** Says of every review that is overdue that it is, once a day. Run it as often as you like, anywhere. */
export const escalateReviews = async (core: Core, actor: Actor): Promise<number> => {
  const [due, now] = await Promise.all([core.breakGlassReviews.toEscalate(batch), core.clock.now()]);
  if (due.length === 0) return 0;
  const steps = due.map((review) =>
    transition({
      writes: [update("BreakGlassReview", review, { escalatedAt: now })],
      events: [
        {
          kind: "breakGlassReviewEscalated",
          requestId: review.requestId,
          personId: review.holderId,
          data: { reviewId: review.id, openedAt: review.openedAt },
        },
      ],
    }),
  );
  return (await core.store.commit(actor, steps)).filter(({ done }) => done).length;
};
