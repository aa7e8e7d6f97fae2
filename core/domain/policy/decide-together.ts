import { checkConflicts } from "#core/domain/policy/check-conflicts.ts";
import { combineDecisions } from "#core/domain/policy/combine-decisions.ts";
import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import { decide, type DecisionContext } from "#core/domain/policy/decide.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import type { Facts } from "#core/domain/policy/facts.ts";

/**
 * Decides a request over several entitlements, given the facts of each. Beyond `decide` and `combineDecisions` it finds
 * conflicts between the entitlements asked for in this very request, which no single decision can see.
 */
export function decideTogether(
  policy: CompiledPolicy,
  items: readonly Facts[],
  context: DecisionContext,
): CombinedDecision {
  return combineDecisions(
    items.map((facts) => ({ entitlementId: facts.entitlement.id, decision: decide(policy, facts, context) })),
    checkConflicts(policy.conflicts, [], items),
  );
}
