import type { GrantStatus } from "#core/domain/grant/grant.ts";
import type { GrantId, ReviewId, ReviewItemId, StandingAccessId } from "#core/domain/ids.ts";
import type { ReviewItem, ReviewOutcome } from "#core/domain/review/review.ts";
import type { Core } from "#core/ports/core.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface ReviewItemView extends BecameOf {
  readonly id: ReviewItemId;
  readonly reviewId: ReviewId;
  readonly grantId: GrantId | null;
  /** Null where nobody is known to have the login. */
  readonly holder: PersonName | null;
  /** The login that stands at the target without a grant. */
  readonly account: string | null;
  readonly entitlement: string;
  readonly target: string;
  readonly reviewers: readonly PersonName[];
  readonly outcome: ReviewOutcome | null;
  readonly reason: string | null;
  readonly decidedBy: PersonName | null;
  readonly decidedAt: Date | null;
}

/** What became of the access: the answer alone proves nothing. */
interface BecameOf {
  /** `standing`: it was there at the last comparison with its target. */
  readonly status: GrantStatus | "standing";
  /** When its target confirmed that it is gone, or was first seen without it. */
  readonly goneAt: Date | null;
  /** Why the last attempt to take it away failed; it is tried again. */
  readonly error: string | null;
  /** When it began, or was found. */
  readonly since: Date | null;
  readonly expiresAt: Date | null;
  readonly durationSeconds: number | null;
}

/** A handful of queries, however many items. */
export const viewReviewItems = async (core: Core, items: readonly ReviewItem[]): Promise<readonly ReviewItemView[]> => {
  const people = items.flatMap(({ holderId, reviewerIds, decidedById }) => [holderId, ...reviewerIds, decidedById]);
  const [became, entitlements, name] = await Promise.all([
    becameOf(core, items),
    namedEntitlements(
      core,
      items.map(({ entitlementId }) => entitlementId),
    ),
    namesOf(
      core,
      people.filter((id) => id !== null),
    ),
  ]);
  const entitlementOf = new Map(entitlements.map((entitlement) => [entitlement.id, entitlement]));
  return items.map((item) => {
    const { id, reviewId, grantId, findingId, account, outcome, reason, decidedAt } = item;
    const entitlement = entitlementOf.get(item.entitlementId);
    const what = became.get(grantId ?? findingId);
    if (!what || !entitlement) throw new Error(`${id}: its access or entitlement is unknown`);
    return {
      ...{ id, reviewId, grantId, account, outcome, reason, decidedAt, ...what },
      holder: item.holderId && name(item.holderId),
      entitlement: entitlement.name,
      target: entitlement.target.name,
      reviewers: item.reviewerIds.map(name),
      decidedBy: item.decidedById && name(item.decidedById),
    };
  });
};

const becameOf = async (
  core: Core,
  items: readonly ReviewItem[],
): Promise<ReadonlyMap<GrantId | StandingAccessId | null, BecameOf>> => {
  const [grants, findings] = await Promise.all([
    core.grants.ofIds(items.flatMap(({ grantId }) => grantId ?? [])),
    core.standing.ofIds(items.flatMap(({ findingId }) => findingId ?? [])),
  ]);
  const removed = new Set(items.flatMap(({ findingId, outcome }) => (outcome === "remove" ? (findingId ?? []) : [])));
  const ofGrants = grants.map(({ id, status, endReason, endedAt, provedAt, startsAt, expiresAt, durationSeconds }) => {
    // Over, because its target was retired without proof: it is gone once that target has said so after all.
    const goneAt = endReason === "unverified" ? provedAt : endedAt;
    return [id, { status, goneAt, error: null, since: startsAt, expiresAt, durationSeconds }] as const;
  });
  const ofFindings = findings.map(({ id, foundAt, openKey, goneAt, error }) => {
    // Without a key nobody looks for it any more, gone or not.
    const status = openKey === null ? "ended" : removed.has(id) ? "ending" : "standing";
    return [
      id,
      { status, goneAt, error: goneAt ? null : error, since: foundAt, expiresAt: null, durationSeconds: null },
    ] as const;
  });
  return new Map<GrantId | StandingAccessId | null, BecameOf>([...ofGrants, ...ofFindings]);
};
