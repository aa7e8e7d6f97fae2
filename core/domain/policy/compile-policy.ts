import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { ConflictSet } from "#core/domain/policy/check-conflicts.ts";
import { compileCondition, type Condition } from "#core/domain/policy/compile-condition.ts";
import type { Answer, CompiledPolicy, CompiledRule, Limits, StageSpec } from "#core/domain/policy/compiled-policy.ts";
import { parseDuration } from "#core/domain/policy/parse-duration.ts";
import type { Conflict, PolicyDocument, Rule, Stage, Then } from "#core/domain/policy/policy-document.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import { RuleIndex } from "#core/domain/policy/rule-index.ts";
import { findPatternRisk } from "#core/domain/policy/safe-pattern.ts";
import { compileWhat, compileWho } from "#core/domain/policy/selector.ts";

export type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";

/** A ticket longer than this matches no pattern. */
export const longestTicket = 100;
const lapseAfterSeconds = 8 * 3_600;

/**
 * Makes a checked document ready to decide. Refuses with every error found:
 * conditions that do not parse or type-check, patterns that could run too long, names used twice. Warnings come from
 * `analysePolicy`.
 */
export function compilePolicy(document: PolicyDocument): Result<CompiledPolicy, readonly PolicyProblem[]> {
  const problems: PolicyProblem[] = findDuplicates(document);
  const rules = document.rules.map((rule, index) => compileRule(rule, index, problems));
  if (problems.length > 0) return refuse(problems);
  const conflicts = (document.conflicts ?? []).map(compileConflict);
  return ok({ document, rules, conflicts, index: new RuleIndex(rules) });
}

function compileRule(rule: Rule, index: number, problems: PolicyProblem[]): CompiledRule {
  return {
    index,
    id: rule.id,
    who: rule.who && compileWho(rule.who),
    what: rule.what && compileWhat(rule.what),
    condition: rule.when === undefined ? undefined : readCondition(rule.when, index, problems),
    breakGlass: rule.breakGlass ?? false,
    answer: compileAnswer(rule.then, index, problems),
  };
}

function readCondition(source: string, index: number, problems: PolicyProblem[]): Condition | undefined {
  const compiled = compileCondition(source);
  if (compiled.ok) return compiled.value;
  problems.push({ severity: "error", path: ["rules", index, "when"], ...compiled.error });
  return undefined;
}

function compileAnswer(then: Then, index: number, problems: PolicyProblem[]): Answer {
  if (then.deny !== undefined) return { outcome: "deny", message: then.deny };
  const permission = {
    limits: compileLimits(then, index, problems),
    stepUp: then.stepUp ?? false,
    notify: then.notify ?? [],
  };
  if (then.approval === undefined) return { outcome: "auto-approve", ...permission };
  return {
    outcome: "needs-approval",
    ...permission,
    stages: then.approval.map(compileStage),
    ordered: then.ordered ?? false,
    lapseAfterSeconds: then.lapseAfter === undefined ? lapseAfterSeconds : seconds(then.lapseAfter),
  };
}

function compileLimits(then: Then, index: number, problems: PolicyProblem[]): Limits {
  const { ticketPattern, maxDuration, minDuration, minJustification } = then;
  const risk = ticketPattern === undefined ? undefined : findPatternRisk(ticketPattern, longestTicket);
  if (risk !== undefined) {
    const path = ["rules", index, "then", "ticketPattern"];
    problems.push({ severity: "error", code: "unsafe_pattern", path, message: risk });
  }
  return {
    maxDurationSeconds: seconds(maxDuration ?? ""),
    ...(minDuration !== undefined && { minDurationSeconds: seconds(minDuration) }),
    ...(minJustification !== undefined && { minJustification }),
    ...(ticketPattern !== undefined && risk === undefined && { ticketPattern: new RegExp(ticketPattern, "u") }),
  };
}

const compileStage = ({ from, need, escalateAfter, escalateTo }: Stage): StageSpec => ({
  from,
  need,
  ...(escalateAfter !== undefined && { escalateAfterSeconds: seconds(escalateAfter) }),
  ...(escalateTo !== undefined && { escalateTo }),
});

const compileConflict = ({ id, because, between }: Conflict): ConflictSet => ({
  id,
  message: because,
  sides: between.map(compileWhat),
});

function seconds(duration: string): number {
  const parsed = parseDuration(duration);
  if (parsed === undefined) throw new Error(`"${duration}" is not a duration: the document was not checked`);
  return parsed;
}

function findDuplicates({ rules, conflicts = [], tests = [] }: PolicyDocument): PolicyProblem[] {
  return [
    ...duplicates(rules.map(({ id }) => id)).map((index) =>
      duplicate("duplicate_rule_id", ["rules", index, "id"], rules[index]?.id),
    ),
    ...duplicates(conflicts.map(({ id }) => id)).map((index) =>
      duplicate("duplicate_conflict_id", ["conflicts", index, "id"], conflicts[index]?.id),
    ),
    ...duplicates(tests.map(({ name }) => name)).map((index) =>
      duplicate("duplicate_test_name", ["tests", index, "name"], tests[index]?.name),
    ),
  ];
}

function duplicates(names: readonly string[]): number[] {
  const seen = new Set<string>();
  const found: number[] = [];
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) found.push(index);
    seen.add(name);
  }
  return found;
}

const duplicate = (
  code: "duplicate_rule_id" | "duplicate_conflict_id" | "duplicate_test_name",
  path: (string | number)[],
  name = "",
): PolicyProblem => ({ severity: "error", code, path, message: `"${name}" is used before` });
