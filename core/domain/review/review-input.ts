import { z } from "zod";
import type { ReviewId, ReviewItemId, TargetId } from "#core/domain/ids.ts";
import { reviewCovers, reviewerKinds, reviewOutcomes } from "#core/domain/review/review.ts";
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

export const reviewIdInput = z.strictObject({ reviewId: id<ReviewId>("rvw") });

export const decideReviewItemInput = z.strictObject({
  itemId: id<ReviewItemId>("rvi"),
  outcome: z.enum(reviewOutcomes),
  reason: text(3, 500),
});
export type DecideReviewItemInput = z.output<typeof decideReviewItemInput>;
