import { z } from "zod";
import type { ReviewId, ReviewItemId, TargetId } from "#core/domain/ids.ts";
import { reviewAnswers, reviewCovers, reviewerKinds, reviewOutcomes } from "#core/domain/review/review.ts";
import { id, text } from "#core/domain/text-input.ts";

export const startReviewInput = z.strictObject({
  name: text(3, 120),
  covers: z.enum(reviewCovers).default("both"),
  /** Grants that last at least so many days; 0: all. */
  atLeastDays: z.int().min(0).max(365),
  targetIds: z.array(id<TargetId>("tgt")).max(50).default([]),
  by: z.enum(reviewerKinds),
  onSilence: z.enum(reviewOutcomes),
  /** Days from now. */
  dueInDays: z.int().min(1).max(90),
});
export type StartReviewInput = z.output<typeof startReviewInput>;

/** A cursor carries the name that its page ended with. */
const paged = { limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(2000).optional() };

/** A page of what waits for the caller's answer. */
export const listReviewsInput = z.strictObject(paged);
export type ListReviewsInput = z.output<typeof listReviewsInput>;

export const readReviewInput = z.strictObject({
  reviewId: id<ReviewId>("rvw"),
  /** Only what was answered so, or what still waits. */
  answer: z.enum(reviewAnswers).optional(),
  ...paged,
});
export type ReadReviewInput = z.output<typeof readReviewInput>;

export const decideReviewItemInput = z.strictObject({
  itemId: id<ReviewItemId>("rvi"),
  outcome: z.enum(reviewOutcomes),
  reason: text(3, 500),
});
export type DecideReviewItemInput = z.output<typeof decideReviewItemInput>;
