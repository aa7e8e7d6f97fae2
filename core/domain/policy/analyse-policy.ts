import { findUselessRules } from "#core/domain/policy/analyse-rules.ts";
import { findUnstaffedStages, type Catalogued } from "#core/domain/policy/analyse-stages.ts";
import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import type { Directory } from "#core/domain/policy/directory.ts";
import { canonicalText } from "#core/domain/policy/policy-digest.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";

export interface AnalysisContext {
  /** Needed to find stages that nobody could pass. */
  readonly directory?: Directory;
  /** What can be asked for, needed to judge stages of resource owners. */
  readonly catalogue?: readonly Catalogued[];
}

/**
 * What is probably a mistake in a policy that compiles, as warnings: each rule still means what the four sentences say, and
 * whatever can never be decided is denied. Compares rules pair by pair, so it is for saving and not for deciding.
 */
export function analysePolicy(policy: CompiledPolicy, { directory, catalogue }: AnalysisContext = {}): PolicyProblem[] {
  return [
    ...findUselessRules(policy),
    ...findUselessConflicts(policy),
    ...(directory === undefined ? [] : findUnstaffedStages(policy, directory, catalogue)),
  ];
}

function findUselessConflicts({ document: { conflicts = [] } }: CompiledPolicy): PolicyProblem[] {
  return conflicts.flatMap(({ between }, index) => {
    const sides = between.map(canonicalText);
    return sides.flatMap((side, at): PolicyProblem[] => {
      if (sides.indexOf(side) === at) return [];
      const message = "this side is written before: nobody could hold two different entitlements of it";
      return [
        { severity: "warning", code: "conflict_with_itself", path: ["conflicts", index, "between", at], message },
      ];
    });
  });
}
