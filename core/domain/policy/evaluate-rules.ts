import type { CompiledRule } from "#core/domain/policy/compiled-policy.ts";
import type { DecisionCase } from "#core/domain/policy/decision-case.ts";
import type { Considered, Reason } from "#core/domain/policy/decision.ts";
import { evaluateDeny, findMismatch } from "#core/domain/policy/evaluate-rule.ts";

export interface Verdict {
  /** Every denying rule that matches, in document order. */
  readonly denies: readonly { readonly rule: CompiledRule; readonly reason: Reason }[];
  /** The first rule that permits and matches; not looked for when one denies. */
  readonly decided: CompiledRule | undefined;
  /** In document order. */
  readonly considered: readonly Considered[];
  /** Rules that permit and do not match, with the reason. */
  readonly missed: readonly { readonly rule: CompiledRule; readonly why: Reason }[];
}

/**
 * The four sentences of the language: a matching deny always wins, in any order; otherwise the first matching rule
 * decides; if none matches, the answer is no; an error in a denying rule's condition counts as a match, in any other
 * rule's as none, and both are reported. `candidates` are the rules whose selectors fit, in document order.
 */
export function evaluateRules(candidates: readonly CompiledRule[], asked: DecisionCase): Verdict {
  const denies: { rule: CompiledRule; reason: Reason }[] = [];
  const considered = new Map<number, Considered>();
  for (const rule of candidates) {
    if (rule.answer.outcome !== "deny") continue;
    const answer = evaluateDeny(rule, asked);
    if (answer === false) {
      considered.set(rule.index, { ruleId: rule.id, matched: false, why: { code: "condition_false" } });
      continue;
    }
    const failed = answer !== true;
    considered.set(rule.index, { ruleId: rule.id, matched: true, ...(failed && { why: answer }) });
    const { message } = rule.answer;
    const reason: Reason = failed
      ? { code: "denied_by_failed_condition", ruleId: rule.id, message, error: answer.error }
      : { code: "denied_by_rule", ruleId: rule.id, message };
    denies.push({ rule, reason });
  }
  if (denies.length > 0) return { denies, decided: undefined, considered: [...considered.values()], missed: [] };
  return { denies, ...findPermit(candidates, asked, considered) };
}

function findPermit(
  candidates: readonly CompiledRule[],
  asked: DecisionCase,
  denies: ReadonlyMap<number, Considered>,
): Pick<Verdict, "decided" | "considered" | "missed"> {
  const considered: Considered[] = [];
  const missed: { rule: CompiledRule; why: Reason }[] = [];
  let decided: CompiledRule | undefined;
  for (const rule of candidates) {
    const denial = denies.get(rule.index);
    if (denial !== undefined) considered.push(denial);
    else if (decided === undefined) {
      const why = findMismatch(rule, asked);
      if (why === undefined) {
        decided = rule;
        considered.push({ ruleId: rule.id, matched: true });
      } else {
        missed.push({ rule, why });
        considered.push({ ruleId: rule.id, matched: false, why });
      }
    }
  }
  return { decided, considered, missed };
}
