import { readReviewInput } from "#core/domain/review/review-input.ts";
import { readReview } from "#core/usecases/reviews/read-review.ts";
import { defineRead } from "#server/define-read.ts";

export const readReviewPage = defineRead(readReviewInput, readReview);
