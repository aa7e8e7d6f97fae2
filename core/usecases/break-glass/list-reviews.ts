import { type BreakGlassReview, isReviewOverdue, mayCloseReview } from "#core/domain/request/break-glass-review.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type NamedEntitlement, namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface ReviewView extends Pick<
  BreakGlassReview,
  "id" | "requestId" | "openedAt" | "closedAt" | "outcome" | "comment"
> {
  readonly holder: PersonName;
  readonly closedBy: PersonName | null;
  readonly entitlements: readonly Pick<NamedEntitlement, "id" | "name">[];
  readonly durationSeconds: number;
  /** Open for more than 72 hours. */
  readonly overdue: boolean;
  readonly mayClose: boolean;
}

const shown = 50;

/** Reviews of emergency access: all for auditors and administrators, for others those that they may close or are about. */
export const listReviews: UseCase<Record<string, never>, readonly ReviewView[], never> = async (core, { person }) => {
  const [now, all] = await Promise.all([core.clock.now(), core.breakGlassReviews.list(shown)]);
  const seesAll = person.roles.includes("auditor") || person.roles.includes("administrator");
  const reviews = all.filter(
    (review) => seesAll || mayCloseReview(review, person) || [review.requesterId, review.holderId].includes(person.id),
  );
  const requests = await Promise.all(reviews.map(({ requestId }) => core.requests.find(requestId)));
  const entitlements = await namedEntitlements(
    core,
    requests.flatMap((request) => request?.entitlementIds ?? []),
  );
  const name = await namesOf(
    core,
    reviews.flatMap(({ holderId, closedById }) => [holderId, ...(closedById ? [closedById] : [])]),
  );
  return ok(
    reviews.map((review, at) => ({
      ...{ id: review.id, requestId: review.requestId, openedAt: review.openedAt, closedAt: review.closedAt },
      ...{ outcome: review.outcome, comment: review.comment },
      holder: name(review.holderId),
      closedBy: review.closedById && name(review.closedById),
      entitlements: entitlements
        .filter(({ id }) => requests[at]?.entitlementIds.includes(id))
        .map((entitlement) => ({ id: entitlement.id, name: entitlement.name })),
      durationSeconds: requests[at]?.durationSeconds ?? 0,
      overdue: isReviewOverdue(review, now),
      mayClose: review.closedAt === null && mayCloseReview(review, person),
    })),
  );
};
