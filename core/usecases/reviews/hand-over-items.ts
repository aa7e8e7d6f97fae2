import type { Actor } from "#core/domain/audit/event.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { handOverItems as handedOver } from "#core/domain/review/review-steps.ts";
import type { Review, ReviewItem } from "#core/domain/review/review.ts";
import { type ReviewDirectory, reviewersOf } from "#core/domain/review/reviewers-of.ts";
import { guard, together, type Transition, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { reviewDirectory } from "#core/usecases/reviews/review-directory.ts";

/** Up to which facts every waiting item was handed over: a heartbeat that says which. */
const mark = "reviews-handed-over";

/**
 * Hands what nobody answered yet to those who may answer it now, after owners, managers or people changed: who joins is asked,
 * who left is asked no more. Nothing but one small query while no campaign is open. Run it as often as you like, anywhere: what
 * somebody else changed meanwhile is looked at again the next time.
 */
export const handOverItems = async (core: Core, actor: Actor): Promise<void> => {
  const reviews = await core.reviews.open();
  if (reviews.length === 0) return;
  const [epochs, last] = await Promise.all([core.policies.epochs(), core.heartbeats.last(mark)]);
  // A campaign asks who owns it when it begins, guarded by the same epochs: that one began since changes nothing.
  const facts = epochs.map(({ id, version }) => `${id} ${version}`).join(", ");
  if (last?.detail === facts) return;
  const directory = await reviewDirectory(core, await core.clock.now());
  const still = transition({ guards: epochs.map((epoch) => guard("FactEpoch", epoch)) });
  const steps = (await Promise.all(reviews.map((review) => stepsOf(core, directory, review)))).flat();
  const commits = await core.store.commit(
    actor,
    steps.map((step) => together(step, still)),
  );
  if (commits.every(({ done }) => done)) await core.heartbeats.beat(mark, facts);
};

/** One step for all items that go from the same people to the same people. */
const stepsOf = async (core: Core, directory: ReviewDirectory, review: Review): Promise<readonly Transition[]> => {
  const waiting = (await core.reviews.itemsOf(review.id)).filter(({ outcome }) => outcome === null);
  const catalogue = await core.catalogue.ofIds([...new Set(waiting.map(({ entitlementId }) => entitlementId))]);
  const ownersOf = new Map(catalogue.map(({ entitlement, ownerGroup }) => [entitlement.id, ownerGroup]));
  const groups = new Map<string, { readonly to: readonly PersonId[]; readonly items: [ReviewItem, ...ReviewItem[]] }>();
  for (const item of waiting) {
    const to = reviewersOf(directory, review.by, item.holderId, ownersOf.get(item.entitlementId) ?? null);
    const [before, after] = [item.reviewerIds.join(), to.join()];
    if (before === after) continue;
    const known = groups.get(`${before} ${after}`);
    if (known) known.items.push(item);
    else groups.set(`${before} ${after}`, { to, items: [item] });
  }
  const open = transition({ guards: [guard("Review", review)], window: { before: review.dueAt } });
  return [...groups.values()].map(({ to, items }) => together(handedOver(review, items, to), open));
};
