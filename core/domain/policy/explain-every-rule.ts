import type { CompiledPolicy, CompiledRule } from "#core/domain/policy/compiled-policy.ts";
import { answer, refuseUnsound, type DecisionContext } from "#core/domain/policy/decide.ts";
import { DecisionCase } from "#core/domain/policy/decision-case.ts";
import type { Considered, Decision, Reason } from "#core/domain/policy/decision.ts";
import { evaluateDeny, findMismatch } from "#core/domain/policy/evaluate-rule.ts";
import type { Facts } from "#core/domain/policy/facts.ts";
import { selectsPerson, selectsSubject } from "#core/domain/policy/selector.ts";
import { Staffing } from "#core/domain/policy/staffing.ts";

/**
 * Every rule of the policy, in order, and why it does or does not match these facts: for the simulator and the auditor.
 * A matching rule need not be the one that decides. Costs as much as the policy is long.
 */
export function explainEveryRule({ rules }: CompiledPolicy, facts: Facts): Considered[] {
  const asked = new DecisionCase(facts);
  return rules.map((rule) => {
    const why = findSelectorMismatch(rule, facts);
    if (why !== undefined) return { ruleId: rule.id, matched: false, why };
    if (rule.answer.outcome !== "deny") {
      const missed = findMismatch(rule, asked);
      return { ruleId: rule.id, matched: missed === undefined, ...(missed && { why: missed }) };
    }
    const denies = evaluateDeny(rule, asked);
    if (typeof denies !== "boolean") return { ruleId: rule.id, matched: true, why: denies };
    return { ruleId: rule.id, matched: denies, ...(!denies && { why: { code: "condition_false" } }) };
  });
}

/**
 * The decision found by looking at each rule in turn, without the index and without improvements: the plain meaning of the
 * language, which tests and benchmarks hold the index against.
 */
export function decideByScan(policy: CompiledPolicy, facts: Facts, context: DecisionContext): Decision {
  const refused = refuseUnsound(facts, context);
  if (refused !== undefined) return refused;
  const candidates = policy.rules.filter((rule) => findSelectorMismatch(rule, facts) === undefined);
  const staffing = new Staffing(context.directory, facts);
  return answer(policy, candidates, new DecisionCase(facts), staffing, context).decision;
}

function findSelectorMismatch({ who, what, answer: { outcome } }: CompiledRule, facts: Facts): Reason | undefined {
  const people = [facts.person, facts.holder];
  const selected =
    outcome === "deny"
      ? people.some((person) => selectsPerson(who, person))
      : people.every((person) => selectsPerson(who, person));
  if (!selected) return { code: "who_does_not_match" };
  return selectsSubject(what, facts) ? undefined : { code: "what_does_not_match" };
}
