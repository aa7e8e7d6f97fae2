"use server";

import { decideReviewItemInput, startReviewInput } from "#core/domain/review/review-input.ts";
import { decideReviewItem } from "#core/usecases/reviews/decide-review-item.ts";
import { startReview } from "#core/usecases/reviews/start-review.ts";
import { defineAction } from "#server/define-action.ts";

export const startReviewAction = defineAction(startReviewInput, startReview);
export const decideReviewItemAction = defineAction(decideReviewItemInput, decideReviewItem);
