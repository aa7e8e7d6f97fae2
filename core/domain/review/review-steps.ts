import type { EventKind } from "#core/domain/audit/event.ts";
import type { PersonId } from "#core/domain/ids.ts";
import type { Review, ReviewItem, ReviewOutcome } from "#core/domain/review/review.ts";
import { insert, type Transition, transition, update } from "#core/domain/transition.ts";

export const openReview = (review: Review, items: readonly ReviewItem[]): Transition =>
  transition({
    writes: [insert("Review", review), ...items.map((item) => insert("ReviewItem", item))],
    events: [
      reviewEvent(review, "reviewStarted", {
        ...{ covers: review.covers, by: review.by, onSilence: review.onSilence, items: items.length },
        dueAt: review.dueAt.toISOString(),
      }),
    ],
  });

interface Answer {
  readonly outcome: ReviewOutcome;
  readonly reason: string;
  /** Null: silence answered. */
  readonly byId: PersonId | null;
}

export const answerItem = (
  review: Review,
  item: ReviewItem,
  { outcome, reason, byId }: Answer,
  now: Date,
): Transition => {
  const { entitlementId, targetId, account } = item;
  const [grantId, personId] = [item.grantId ?? undefined, item.holderId ?? undefined];
  return transition({
    writes: [update("ReviewItem", item, { outcome, reason, decidedById: byId, decidedAt: now })],
    events: [
      {
        kind: "reviewItemDecided",
        ...{ grantId, personId, entitlementId, targetId },
        data: {
          reviewId: review.id,
          outcome,
          reason,
          bySilence: byId === null,
          ...(account === null ? {} : { account }),
        },
      },
    ],
  });
};

/** Items that waited for the same people and now wait for these. */
export const handOverItems = (
  review: Review,
  [first, ...others]: readonly [ReviewItem, ...ReviewItem[]],
  reviewerIds: readonly PersonId[],
): Transition => {
  const items = [first, ...others];
  return transition({
    writes: items.map((item) => update("ReviewItem", item, { reviewerIds })),
    events: [
      reviewEvent(review, "reviewHandedOver", {
        ...{ items: items.map(({ id }) => id), from: first.reviewerIds, to: reviewerIds },
        dueAt: review.dueAt.toISOString(),
      }),
    ],
  });
};

export const closeReview = (review: Review, now: Date): Transition =>
  transition({
    writes: [update("Review", review, { status: "closed", closedAt: now })],
    events: [reviewEvent(review, "reviewClosed", {})],
  });

const reviewEvent = ({ id: reviewId, name }: Review, kind: EventKind, data: Record<string, unknown>) => ({
  kind,
  data: { reviewId, review: name, ...data },
});
