import { noInput } from "#core/domain/no-input.ts";
import { listReviewsInput } from "#core/domain/review/review-input.ts";
import { listReviews } from "#core/usecases/reviews/list-reviews.ts";
import { listTargets } from "#core/usecases/targets/list-targets.ts";
import { defineRead } from "#server/define-read.ts";

export const readReviews = defineRead(listReviewsInput, listReviews);
export const readTargets = defineRead(noInput, listTargets);
