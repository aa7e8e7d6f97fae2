import type { CloseReviewInput } from "#core/domain/request/break-glass-input.ts";
import { mayCloseReview } from "#core/domain/request/break-glass-review.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { guard, transition, update } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { presentCaller } from "#core/usecases/load-ask.ts";

/** Somebody other than who asked for it and who held it says whether the emergency was one. Once, and for good. */
export const closeReview: UseCase<CloseReviewInput, null, "not_found" | "own_request" | "already_closed" | "busy"> = (
  core,
  caller,
  { reviewId, outcome, comment },
) =>
  commitDecided<null, "not_found" | "own_request" | "already_closed">(core, caller.actor, async (now) => {
    const [review, person] = await Promise.all([core.breakGlassReviews.find(reviewId), presentCaller(core, caller)]);
    if (!review || !person) return refuse("not_found");
    if (person.id === review.requesterId || person.id === review.holderId) return refuse("own_request");
    if (!mayCloseReview(review, person)) return refuse("not_found");
    if (review.closedAt) return refuse("already_closed");
    const { requestId, holderId: personId } = review;
    const closed = transition({
      writes: [update("BreakGlassReview", review, { closedAt: now, closedById: person.id, outcome, comment })],
      guards: [guard("Person", person)],
      events: [{ kind: "breakGlassReviewClosed", requestId, personId, data: { reviewId, outcome, comment } }],
    });
    return ok({ transition: closed, value: null });
  });
