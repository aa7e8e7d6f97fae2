import type { BrowseCatalogueInput } from "#core/domain/catalogue/catalogue-input.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { decideMany } from "#core/domain/policy/decide.ts";
import type { Decision, Improvement, Outcome, Reason } from "#core/domain/policy/decision.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type EntitlementView, matchingItems, viewEntitlement } from "#core/usecases/catalogue/search-entitlements.ts";
import { itemFacts, sharedFacts } from "#core/usecases/decide-request.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

/** What policy would answer this person for one entitlement, if it were asked alone as the form stands. */
interface CatalogueAnswer {
  readonly outcome: Outcome;
  readonly stages: readonly { readonly need: number; readonly approvers: readonly PersonName[] }[];
  readonly reasons: readonly Reason[];
  readonly improvement: Improvement | null;
}

export type CatalogueEntry = EntitlementView & { readonly answer: CatalogueAnswer };

export interface CataloguePage {
  readonly entries: readonly CatalogueEntry[];
  /** How many answer the search, shown here or not. */
  readonly total: number;
}

/** The catalogue with the caller's answer beside each entitlement: the same engine and facts as a submission. */
export const browseCatalogue: UseCase<BrowseCatalogueInput, CataloguePage, never> = async (
  core,
  caller,
  { q, from, limit, durationSeconds, justification, ticket },
) => {
  const [found, basis, now] = await Promise.all([
    matchingItems(core, caller.person.id, q),
    core.policies.basis(),
    core.clock.now(),
  ]);
  const shown = found.slice(from, from + limit);
  const ask = {
    requester: caller.person,
    holder: caller.person,
    durationSeconds,
    justification,
    ticket: ticket ?? null,
    startsAt: null,
    extendsGrantId: null,
    session: caller.session,
    address: caller.address,
  };
  const shared = await sharedFacts(core, ask, basis, now);
  const context = { directory: basis.directoryAt(now).directory, policyVersion: String(basis.policy.number) };
  const decisions = decideMany(
    basis.compiled,
    shared,
    shown.map(({ item }) => itemFacts(item)),
    context,
  );
  const approvers = decisions.flatMap(({ stages }) => stages.flatMap((stage) => stage.approvers)) as PersonId[];
  const name = await namesOf(core, approvers);
  const entries = shown.flatMap(({ item, favourite }, index) => {
    const decision = decisions[index];
    return decision ? [{ ...viewEntitlement(item, favourite), answer: viewAnswer(decision, name) }] : [];
  });
  return ok({ entries, total: found.length });
};

const viewAnswer = (decision: Decision, name: (id: PersonId) => PersonName): CatalogueAnswer => ({
  outcome: decision.outcome,
  stages: decision.stages.map(({ need, approvers }) => ({
    need,
    approvers: approvers.map((id) => name(id as PersonId)),
  })),
  reasons: decision.reasons,
  improvement: decision.improvement ?? null,
});
