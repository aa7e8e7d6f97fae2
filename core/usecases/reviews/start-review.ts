import type { StartReviewInput } from "#core/domain/review/review-input.ts";
import { openReview } from "#core/domain/review/review-steps.ts";
import type { Review, ReviewItem } from "#core/domain/review/review.ts";
import { reviewersOf } from "#core/domain/review/reviewers-of.ts";
import type { ReviewId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { guard, together, transition } from "#core/domain/transition.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { reviewDirectory } from "#core/usecases/reviews/review-directory.ts";

type StartRefusal = "not_allowed" | "nothing_to_review" | "too_many" | "busy";

/** More items are more than anybody looks at: narrow the campaign. */
const mostItems = 5_000;
const dayMs = 24 * 3_600_000;

/** Begins a campaign over access that lasts, and what stands without a grant, as it is at this moment. For administrators and auditors. */
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
      covers: input.covers,
      ...{ atLeastSeconds: input.atLeastDays * 86_400, targetIds: input.targetIds, status: "open", closedAt: null },
      ...{ createdById: caller.person.id, createdAt: now, dueAt: new Date(now.getTime() + input.dueInDays * dayMs) },
    };
    const epochs = await core.policies.epochs();
    const items = await itemsFor(core, review, now);
    if (items.length === 0) return refuse("nothing_to_review");
    if (items.length > mostItems) return refuse("too_many");
    // Those who are asked own it when it begins: whoever owns it later is told by the hand-over.
    const still = transition({ guards: epochs.map((epoch) => guard("FactEpoch", epoch)) });
    const value = { id: review.id, items: items.length };
    return ok({ transition: together(openReview(review, items), still), value });
  });
};

/** What an item asks about, before it is known who is asked. */
type Subject = Pick<ReviewItem, "grantId" | "findingId" | "holderId" | "account" | "entitlementId" | "targetId">;

const itemsFor = async (core: Core, review: Review, now: Date): Promise<readonly ReviewItem[]> => {
  const subjects = [...(await lasting(core, review)), ...(await standing(core, review))];
  const [directory, catalogue] = await Promise.all([
    reviewDirectory(core, now),
    core.catalogue.ofIds([...new Set(subjects.map(({ entitlementId }) => entitlementId))]),
  ]);
  const itemOf = new Map(catalogue.map((item) => [item.entitlement.id, item]));
  return subjects.map((subject): ReviewItem => {
    const item = itemOf.get(subject.entitlementId);
    if (!item) throw new Error(`${subject.entitlementId}: an entitlement that is unknown`);
    return {
      ...{ id: core.ids.newId("rvi"), version: 1, reviewId: review.id, ...subject },
      reviewerIds: reviewersOf(directory, review.by, subject.holderId, item.ownerGroup),
      ...{ outcome: null, reason: null, decidedById: null, decidedAt: null, createdAt: now },
    };
  });
};

const lasting = async (core: Core, { covers, atLeastSeconds, targetIds }: Review): Promise<readonly Subject[]> => {
  const grants = covers === "standing" ? [] : await core.reviews.lastingGrants(atLeastSeconds, targetIds, mostItems);
  return grants.map(({ id: grantId, holderId, entitlementId, targetId }) => {
    return { grantId, findingId: null, holderId, account: null, entitlementId, targetId };
  });
};

/** Whose login it is, where the portal knows; nobody else's word is taken for that. */
const standing = async (core: Core, { covers, targetIds }: Review): Promise<readonly Subject[]> => {
  const findings = covers === "lasting" ? [] : await core.reviews.standingFindings(targetIds, mostItems);
  const places = [...new Set(findings.map(({ targetId }) => targetId))];
  const known = (await Promise.all(places.map((targetId) => core.accounts.at(targetId)))).flat();
  const ownerOf = new Map(known.map(({ targetId, account, personId }) => [`${targetId} ${account}`, personId]));
  return findings.map(({ id: findingId, entitlementId, targetId, account }) => {
    const holderId = ownerOf.get(`${targetId} ${account}`) ?? null;
    return { grantId: null, findingId, holderId, account, entitlementId, targetId };
  });
};
