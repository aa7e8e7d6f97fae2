import type { EndReason, GrantStatus } from "#core/domain/grant/grant.ts";
import type { GrantId, ReviewId, ReviewItemId } from "#core/domain/ids.ts";
import type { ReviewItem, ReviewOutcome } from "#core/domain/review/review.ts";
import type { Core } from "#core/ports/core.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface ReviewItemView {
  readonly id: ReviewItemId;
  readonly reviewId: ReviewId;
  readonly grantId: GrantId;
  readonly holder: PersonName;
  readonly entitlement: string;
  readonly target: string;
  readonly durationSeconds: number;
  readonly startsAt: Date | null;
  readonly expiresAt: Date | null;
  /** What became of the access: the answer alone proves nothing. */
  readonly grant: { readonly status: GrantStatus; readonly endReason: EndReason | null; readonly endedAt: Date | null };
  readonly reviewers: readonly PersonName[];
  readonly outcome: ReviewOutcome | null;
  readonly reason: string | null;
  readonly decidedBy: PersonName | null;
  readonly decidedAt: Date | null;
}

/** A handful of queries, however many items. */
export const viewReviewItems = async (core: Core, items: readonly ReviewItem[]): Promise<readonly ReviewItemView[]> => {
  const people = items.flatMap(({ holderId, reviewerIds, decidedById }) => [
    ...[holderId, ...reviewerIds],
    ...(decidedById ? [decidedById] : []),
  ]);
  const [grants, entitlements, name] = await Promise.all([
    core.grants.ofIds(items.map(({ grantId }) => grantId)),
    namedEntitlements(
      core,
      items.map(({ entitlementId }) => entitlementId),
    ),
    namesOf(core, people),
  ]);
  const grantOf = new Map(grants.map((grant) => [grant.id, grant]));
  const entitlementOf = new Map(entitlements.map((entitlement) => [entitlement.id, entitlement]));
  return items.map((item) => {
    const [grant, entitlement] = [grantOf.get(item.grantId), entitlementOf.get(item.entitlementId)];
    if (!grant || !entitlement) throw new Error(`${item.id}: its grant or entitlement is unknown`);
    const { id, reviewId, grantId, outcome, reason, decidedById, decidedAt } = item;
    const { durationSeconds, startsAt, expiresAt, status, endReason, endedAt } = grant;
    return {
      ...{ id, reviewId, grantId, outcome, reason, decidedAt, durationSeconds, startsAt, expiresAt },
      holder: name(item.holderId),
      entitlement: entitlement.name,
      target: entitlement.target.name,
      grant: { status, endReason, endedAt },
      reviewers: item.reviewerIds.map(name),
      decidedBy: decidedById && name(decidedById),
    };
  });
};
