import type { ReviewView } from "#core/usecases/reviews/list-reviews.ts";
import type { ReviewItemView } from "#core/usecases/reviews/view-review-items.ts";
import type { Serialised } from "#server/serialise.ts";

export type ShownReview = Serialised<ReviewView>;
export type ShownItem = Serialised<ReviewItemView>;

export const reviewerWords = { owner: "owners of the resource", manager: "managers" } as const satisfies Record<
  ShownReview["by"],
  string
>;
export const coverWords = {
  both: "access that lasts, and what stands without a grant",
  lasting: "access that lasts",
  standing: "what stands without a grant",
} as const satisfies Record<ShownReview["covers"], string>;
export const silenceWords = { keep: "silence keeps", remove: "silence removes" } as const satisfies Record<
  ShownReview["onSilence"],
  string
>;

/** Whose access it is, as far as anybody knows. */
export const holderOf = ({ holder, account }: Pick<ShownItem, "holder" | "account">): string =>
  holder?.name ?? `${account ?? ""} (nobody known)`;
