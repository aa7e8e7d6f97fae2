import type { StartReviewInput } from "#core/domain/review/review-input.ts";
import { openReview } from "#core/domain/review/review-steps.ts";
import type { Review, ReviewItem } from "#core/domain/review/review.ts";
import { reviewersOf } from "#core/domain/review/reviewers-of.ts";
import type { ReviewId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { reviewDirectory } from "#core/usecases/reviews/review-directory.ts";

type StartRefusal = "not_allowed" | "nothing_to_review" | "too_many" | "busy";

/** More items are more than anybody looks at: narrow the campaign. */
const mostItems = 5_000;
const dayMs = 24 * 3_600_000;

/** Begins a campaign over all access that lasts, as it is at this moment. For administrators and auditors. */
export const startReview: UseCase<StartReviewInput, { id: ReviewId; items: number }, StartRefusal> = async (
  core,
  caller,
  input,
) => {
  const { roles } = caller.person;
  if (!roles.includes("administrator") && !roles.includes("auditor")) return refuse("not_allowed");
  return commitDecided(core, caller.actor, async (now) => {
    const review: Review = {
      ...{ id: core.ids.newId("rvw"), version: 1, name: input.name, by: input.by, onSilence: input.onSilence },
      ...{ atLeastSeconds: input.atLeastDays * 86_400, targetIds: input.targetIds, status: "open", closedAt: null },
      ...{ createdById: caller.person.id, createdAt: now, dueAt: new Date(now.getTime() + input.dueInDays * dayMs) },
    };
    const items = await itemsFor(core, review, now);
    if (items.length === 0) return refuse("nothing_to_review");
    if (items.length > mostItems) return refuse("too_many");
    return ok({ transition: openReview(review, items), value: { id: review.id, items: items.length } });
  });
};

const itemsFor = async (core: Core, review: Review, now: Date): Promise<readonly ReviewItem[]> => {
  const grants = await core.reviews.lastingGrants(review.atLeastSeconds, review.targetIds, mostItems);
  const [directory, catalogue] = await Promise.all([
    reviewDirectory(core, now),
    core.catalogue.ofIds([...new Set(grants.map(({ entitlementId }) => entitlementId))]),
  ]);
  const itemOf = new Map(catalogue.map((item) => [item.entitlement.id, item]));
  return grants.map((grant): ReviewItem => {
    const { id: grantId, holderId, entitlementId, targetId } = grant;
    const item = itemOf.get(entitlementId);
    if (!item) throw new Error(`${grantId}: its entitlement is unknown`);
    return {
      ...{ id: core.ids.newId("rvi"), version: 1, reviewId: review.id, grantId, holderId, entitlementId, targetId },
      reviewerIds: reviewersOf(directory, review.by, holderId, item.ownerGroup),
      ...{ outcome: null, reason: null, decidedById: null, decidedAt: null, createdAt: now },
    };
  });
};
