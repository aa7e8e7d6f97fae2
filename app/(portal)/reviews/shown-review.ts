import type { ReviewView } from "#core/usecases/reviews/list-reviews.ts";
import type { ReviewItemView } from "#core/usecases/reviews/view-review-items.ts";
import type { Serialised } from "#server/serialise.ts";

export type ShownReview = Serialised<ReviewView>;
export type ShownItem = Serialised<ReviewItemView>;

export const reviewerWords = { owner: "owners of the resource", manager: "managers" } as const satisfies Record<
  ShownReview["by"],
  string
>;
export const silenceWords = { keep: "silence keeps", remove: "silence removes" } as const satisfies Record<
  ShownReview["onSilence"],
  string
>;
