import type { PageOf } from "#core/domain/page.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { ReadReviewInput } from "#core/domain/review/review-input.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { ReviewOutcomes } from "#core/ports/reviews.ts";
import type { ReviewView } from "#core/usecases/reviews/list-reviews.ts";
import { type ReviewItemView, viewReviewItems } from "#core/usecases/reviews/view-review-items.ts";
import { namesOf } from "#core/usecases/names-of.ts";

export interface ReviewDetail extends Omit<ReviewView, "progress"> {
  /** Over all items, whatever page is looked at. */
  readonly outcomes: ReviewOutcomes;
  readonly items: PageOf<ReviewItemView>;
}

/** A campaign with a page of its items, each with its answer and what became of the access. For administrators and auditors. */
export const readReview: UseCase<ReadReviewInput, ReviewDetail, "not_found"> = async (
  core,
  { person },
  { reviewId, answer, ...asked },
) => {
  const sees = person.roles.includes("administrator") || person.roles.includes("auditor");
  const review = sees ? await core.reviews.find(reviewId) : null;
  if (!review) return refuse("not_found");
  const { id, name, covers, by, onSilence, status, createdAt, dueAt, createdById } = review;
  const [outcomes, page, nameOf] = await Promise.all([
    core.reviews.outcomesOf(reviewId),
    core.reviews.pageOf(reviewId, answer, asked),
    namesOf(core, [createdById]),
  ]);
  return ok({
    ...{ id, name, covers, by, onSilence, status, createdAt, dueAt, outcomes },
    createdBy: nameOf(createdById),
    items: { items: await viewReviewItems(core, page.items), nextCursor: page.nextCursor },
  });
};
