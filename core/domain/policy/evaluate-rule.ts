import { EvaluationError } from "@marcbachmann/cel-js";
import type { Condition } from "#core/domain/policy/compile-condition.ts";
import type { CompiledRule } from "#core/domain/policy/compiled-policy.ts";
import type { DecisionCase } from "#core/domain/policy/decision-case.ts";
import type { Reason } from "#core/domain/policy/decision.ts";
import { findLimitBroken } from "#core/domain/policy/rule-limits.ts";

export type ConditionFailure = Extract<Reason, { code: "condition_failed" }>;

/** Whether a denying rule whose selectors fit matches. A condition that fails counts as a match. */
export function evaluateDeny({ condition }: CompiledRule, asked: DecisionCase): boolean | ConditionFailure {
  if (condition === undefined) return true;
  try {
    if (condition.holds(asked.conditionFacts)) return true;
    const ofHolder = condition.onePerson ? asked.conditionFactsOfHolder : undefined;
    return ofHolder !== undefined && condition.holds(ofHolder);
  } catch (error) {
    return { code: "condition_failed", error: describe(error) };
  }
}

/**
 * Why a rule that permits, and whose selectors fit, does not match; undefined when it does. Limits are looked at before
 * the condition: they cost less and say more. A condition that fails counts as no match.
 */
export function findMismatch(rule: CompiledRule, asked: DecisionCase): Reason | undefined {
  const { breakGlass, answer, condition } = rule;
  if (answer.outcome === "deny") throw new Error(`rule ${rule.id} denies`);
  if (breakGlass !== asked.facts.request.breakGlass) {
    return { code: breakGlass ? "only_break_glass" : "not_for_break_glass" };
  }
  const broken = findLimitBroken(answer.limits, asked.request);
  if (broken !== undefined) return broken;
  if (condition === undefined) return undefined;
  try {
    return holdsForBoth(condition, asked) ? undefined : { code: "condition_false" };
  } catch (error) {
    return { code: "condition_failed", error: describe(error) };
  }
}

function holdsForBoth(condition: Condition, asked: DecisionCase): boolean {
  if (!condition.holds(asked.conditionFacts)) return false;
  const ofHolder = condition.onePerson ? asked.conditionFactsOfHolder : undefined;
  return ofHolder === undefined || condition.holds(ofHolder);
}

function describe(error: unknown): string {
  if (error instanceof EvaluationError) return error.summary;
  return error instanceof Error ? error.message : "the condition failed";
}
