import type { CompiledPolicy, CompiledRule, Limits } from "#core/domain/policy/compiled-policy.ts";
import type { ConditionFacts } from "#core/domain/policy/condition-facts.ts";
import { canonicalText } from "#core/domain/policy/policy-digest.ts";
import type { PolicyProblem, PolicyProblemCode } from "#core/domain/policy/policy-problem.ts";
import { coversPeople, coversSubjects } from "#core/domain/policy/selector-covers.ts";

/** Rules that can never decide, rules written twice, conditions that ask nothing, and rules without any bound. */
export function findUselessRules({ rules, document }: CompiledPolicy): PolicyProblem[] {
  const seen = new Map<string, string>();
  return rules.flatMap((rule) => {
    const written = canonicalText({ ...document.rules[rule.index], id: "" });
    const twin = seen.get(written);
    if (twin !== undefined) return [warn(rule, "duplicate_rule", `the same as ${twin}`)];
    seen.set(written, rule.id);
    return [...findUnreachable(rule, rules), ...findUnbounded(rule), ...findUnreadable(rule)];
  });
}

function findUnreachable(rule: CompiledRule, rules: readonly CompiledRule[]): PolicyProblem[] {
  const constant = evaluateConstant(rule);
  if (constant === "never" || (constant === "error" && rule.answer.outcome !== "deny")) {
    return [warn(rule, "unreachable_rule", "its condition is never true", ["when"])];
  }
  if (constant !== undefined) return [warn(rule, "condition_constant", "its condition is always true", ["when"])];
  if (rule.answer.outcome === "deny") return [];
  const denying = rules.find((other) => other.answer.outcome === "deny" && alwaysMatchesWith(other, rule));
  if (denying !== undefined) return [warn(rule, "unreachable_rule", `${denying.id} denies everything that it matches`)];
  const earlier = rules.slice(0, rule.index).find((other) => decidesBefore(other, rule));
  return earlier === undefined ? [] : [warn(rule, "shadowed_rule", `${earlier.id} decides everything that it matches`)];
}

function findUnbounded(rule: CompiledRule): PolicyProblem[] {
  const { who, what, condition, breakGlass, answer } = rule;
  if (answer.outcome !== "auto-approve" || breakGlass || who !== undefined || what !== undefined) return [];
  if (condition !== undefined) return [];
  return [warn(rule, "rule_for_everyone_and_everything", "it approves everything for everyone at once")];
}

/** Not refused: such a rule means what the four sentences say of an error, and may be in force. */
function findUnreadable(rule: CompiledRule): PolicyProblem[] {
  return (rule.condition?.unreadable() ?? []).map(({ code, message, offset }) => ({
    ...warn(rule, code, message, ["when"]),
    offset,
  }));
}

/** What a condition that reads no fact always is. */
function evaluateConstant({ condition }: CompiledRule): "always" | "never" | "error" | undefined {
  if (condition === undefined || condition.reads.size > 0) return undefined;
  try {
    return condition.holds({} as ConditionFacts) ? "always" : "never";
  } catch {
    return "error";
  }
}

/** Whether `one` matches whenever the selectors and the condition of `other` do. */
const alwaysMatchesWith = (one: CompiledRule, other: CompiledRule): boolean =>
  coversPeople(one.who, other.who) &&
  coversSubjects(one.what, other.what) &&
  (one.condition === undefined || one.condition.source === other.condition?.source);

function decidesBefore(earlier: CompiledRule, rule: CompiledRule): boolean {
  if (earlier.answer.outcome === "deny" || rule.answer.outcome === "deny") return false;
  return (
    earlier.breakGlass === rule.breakGlass &&
    permitsWhatever(earlier.answer.limits, rule.answer.limits) &&
    alwaysMatchesWith(earlier, rule)
  );
}

const permitsWhatever = (wide: Limits, narrow: Limits): boolean =>
  wide.maxDurationSeconds >= narrow.maxDurationSeconds &&
  (wide.minDurationSeconds ?? 0) <= (narrow.minDurationSeconds ?? 0) &&
  (wide.minJustification ?? 0) <= (narrow.minJustification ?? 0) &&
  (wide.ticketPattern === undefined || wide.ticketPattern.source === narrow.ticketPattern?.source);

const warn = (rule: CompiledRule, code: PolicyProblemCode, message: string, within: string[] = []): PolicyProblem => ({
  severity: "warning",
  code,
  path: ["rules", rule.index, ...within],
  message: `${rule.id}: ${message}`,
});
