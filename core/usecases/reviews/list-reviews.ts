import type { PageOf } from "#core/domain/page.ts";
import type { ListReviewsInput } from "#core/domain/review/review-input.ts";
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
  /** What waits for the caller's own answer, a page of it, the soonest due first. */
  readonly waiting: PageOf<ReviewItemView>;
  /** On all pages. */
  readonly waitingCount: number;
  /** Campaigns, for administrators and auditors; null for everybody else. */
  readonly reviews: readonly ReviewView[] | null;
}

export const listReviews: UseCase<ListReviewsInput, ReviewsView, never> = async (core, { person }, page) => {
  const seesAll = person.roles.includes("administrator") || person.roles.includes("auditor");
  const [{ items, nextCursor }, waitingCount, all] = await Promise.all([
    core.reviews.waitingFor(person.id, page),
    core.reviews.countWaitingFor(person.id),
    seesAll ? core.reviews.list() : [],
  ]);
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
  const waiting = { items: await viewReviewItems(core, items), nextCursor };
  return ok({ waiting, waitingCount, reviews: seesAll ? views : null });
};
