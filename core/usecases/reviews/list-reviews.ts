import type { Review } from "#core/domain/review/review.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { ReviewProgress } from "#core/ports/reviews.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";
import { type ReviewItemView, viewReviewItems } from "#core/usecases/reviews/view-review-items.ts";

export interface ReviewView extends Pick<
  Review,
  "id" | "name" | "covers" | "by" | "onSilence" | "status" | "createdAt" | "dueAt"
> {
  readonly createdBy: PersonName;
  readonly progress: ReviewProgress;
}

export interface ReviewsView {
  /** What waits for the caller's own answer. */
  readonly waiting: readonly ReviewItemView[];
  /** Campaigns, for administrators and auditors; null for everybody else. */
  readonly reviews: readonly ReviewView[] | null;
}

export const listReviews: UseCase<Record<string, never>, ReviewsView, never> = async (core, { person }) => {
  const seesAll = person.roles.includes("administrator") || person.roles.includes("auditor");
  const [waiting, all] = await Promise.all([core.reviews.waitingFor(person.id), seesAll ? core.reviews.list() : []]);
  const name = await namesOf(
    core,
    all.map(({ review }) => review.createdById),
  );
  const views = all.map(({ review, progress }) => {
    const { id, covers, by, onSilence, status, createdAt, dueAt, createdById } = review;
    return {
      ...{ id, name: review.name, covers, by, onSilence, status, createdAt, dueAt, progress },
      createdBy: name(createdById),
    };
  });
  return ok({ waiting: await viewReviewItems(core, waiting), reviews: seesAll ? views : null });
};
