import type { ReviewId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { ReviewView } from "#core/usecases/reviews/list-reviews.ts";
import { type ReviewItemView, viewReviewItems } from "#core/usecases/reviews/view-review-items.ts";
import { namesOf } from "#core/usecases/names-of.ts";

export interface ReviewDetail extends Omit<ReviewView, "progress"> {
  readonly items: readonly ReviewItemView[];
}

/** A campaign with every item, its answer, and what became of the access. For administrators and auditors. */
export const readReview: UseCase<{ reviewId: ReviewId }, ReviewDetail, "not_found"> = async (
  core,
  { person },
  { reviewId },
) => {
  const sees = person.roles.includes("administrator") || person.roles.includes("auditor");
  const review = sees ? await core.reviews.find(reviewId) : null;
  if (!review) return refuse("not_found");
  const { id, name, covers, by, onSilence, status, createdAt, dueAt, createdById } = review;
  const [items, nameOf] = await Promise.all([core.reviews.itemsOf(reviewId), namesOf(core, [createdById])]);
  return ok({
    ...{ id, name, covers, by, onSilence, status, createdAt, dueAt },
    createdBy: nameOf(createdById),
    items: await viewReviewItems(core, items),
  });
};
