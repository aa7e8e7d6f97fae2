import { noInput } from "#core/domain/no-input.ts";
import { listReviews } from "#core/usecases/reviews/list-reviews.ts";
import { listTargets } from "#core/usecases/targets/list-targets.ts";
import { defineRead } from "#server/define-read.ts";

export const readReviews = defineRead(noInput, listReviews);
export const readTargets = defineRead(noInput, listTargets);
