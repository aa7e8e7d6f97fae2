import type { GrantId } from "#core/domain/ids.ts";
import type { DecideReviewItemInput } from "#core/domain/review/review-input.ts";
import { answerItem } from "#core/domain/review/review-steps.ts";
import type { ReviewItem } from "#core/domain/review/review.ts";
import { reviewersOf } from "#core/domain/review/reviewers-of.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { guard, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { noLongerKnown } from "#core/usecases/drift/no-longer-known.ts";
import { removeFinding } from "#core/usecases/drift/remove-finding.ts";
import { endGrants } from "#core/usecases/end-grants.ts";
import { reviewDirectory } from "#core/usecases/reviews/review-directory.ts";

type DecideRefusal = "not_found" | "already_decided" | "review_over" | "busy";

/**
 * One reviewer's keep or remove, with the reason. Who may answer is asked anew: whoever is no owner or manager any more answers
 * nothing. To remove ends the grant in the same step, or sends the reconciler to what stands without one; it is over when
 * the target confirms that the access is gone.
 */
export const decideReviewItem: UseCase<DecideReviewItemInput, null, DecideRefusal> = async (core, caller, input) => {
  const done = await commitDecided(core, caller.actor, (now) => judge(core, caller, input, now));
  if (!done.ok) return done;
  if (input.outcome === "remove") await setToWork(core, [done.value]);
  return ok(null);
};

/** What was decided is carried out at once rather than when it is due. */
export const setToWork = async (
  core: Core,
  items: readonly Pick<ReviewItem, "findingId" | "targetId">[],
): Promise<void> => {
  core.wake.due();
  const places = items.flatMap(({ findingId, targetId }) => (findingId === null ? [] : [targetId]));
  for (const targetId of new Set(places)) await core.standing.askScan(targetId);
};

const judge = async (
  core: Core,
  { person }: Caller,
  { itemId, outcome, reason }: DecideReviewItemInput,
  now: Date,
): Promise<Result<Decided<ReviewItem>, DecideRefusal>> => {
  const item = await core.reviews.findItem(itemId);
  const review = item && (await core.reviews.find(item.reviewId));
  const [entitlement] = item ? await core.catalogue.ofIds([item.entitlementId]) : [];
  if (!item || !review || !entitlement) return refuse("not_found");
  const may = reviewersOf(await reviewDirectory(core, now), review.by, item.holderId, entitlement.ownerGroup);
  if (!may.includes(person.id)) return refuse("not_found");
  if (item.outcome !== null) return refuse("already_decided");
  if (review.status === "closed" || review.dueAt <= now) return refuse("review_over");
  const epochs = await core.policies.epochs();
  const answered = answerItem(review, item, { outcome, reason, byId: person.id }, now);
  // The campaign, the reviewer and the directory are as they were read, or it is judged again.
  const still = transition({
    guards: [guard("Review", review), guard("Person", person), ...epochs.map((epoch) => guard("FactEpoch", epoch))],
    window: { before: review.dueAt },
  });
  const removal = outcome === "remove" ? [await removalOf(core, item, reason, now)] : [];
  return ok({ transition: together(answered, still, ...removal), value: item });
};

/** What takes the access away. Nothing where it is over already. */
export const removalOf = async (
  core: Core,
  { grantId, findingId }: ReviewItem,
  comment: string,
  now: Date,
): Promise<Transition> => {
  if (grantId !== null) return grantEnded(core, grantId, comment, now);
  const [finding] = findingId === null ? [] : await core.standing.ofIds([findingId]);
  if (!finding) throw new Error(`${findingId}: no such finding`);
  const handed = await removeFinding(core, finding, now);
  // Nobody is known to have this login: the next comparison with its target takes the access from it.
  const asked = handed ?? transition({ writes: [update("StandingAccess", finding, { removeAt: now })] });
  const known = await core.standing.findKnown(finding.entitlementId, finding.account);
  return known && !known.retiredAt ? together(asked, noLongerKnown(known, comment, now)) : asked;
};

/** The end of the grant, with the reviewer's reason. */
const grantEnded = async (core: Core, grantId: GrantId, comment: string, now: Date): Promise<Transition> => {
  const grant = await core.grants.find(grantId);
  if (!grant) throw new Error(`${grantId}: no such grant`);
  const ended = await endGrants(core, [grant], () => "revoked", now);
  return { ...ended, events: ended.events.map((event) => ({ ...event, data: { ...event.data, comment } })) };
};
