import { ParseError, TypeError as CelTypeError, type ASTNode, type Environment } from "@marcbachmann/cel-js";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { ConditionFacts } from "#core/domain/policy/condition-facts.ts";
import { createConditionEnvironment } from "#core/domain/policy/condition-environment.ts";
import { inspectCondition, type ConditionTraits } from "#core/domain/policy/inspect-condition.ts";
import type { ConditionProblem, PolicyProblemCode } from "#core/domain/policy/policy-problem.ts";

export interface Condition extends ConditionTraits {
  readonly source: string;
  /** Throws on any error: missing input, a wrong type, an answer that is not true or false. The caller decides what that means. */
  readonly holds: (facts: ConditionFacts) => boolean;
}

let environment: Environment | undefined;

/**
 * Parses, type-checks and restricts one condition. Refusals carry the offset in the source where the trouble begins.
 * The environment is made once: making one costs a thousand conditions.
 */
export function compileCondition(source: string): Result<Condition, ConditionProblem> {
  environment ??= createConditionEnvironment();
  try {
    const evaluate = environment.parse(source);
    const traits = inspectCondition(evaluate.ast, environment);
    if (!traits.ok) return traits;
    const checked = evaluate.check();
    if (checked.error !== undefined) return refuse(describe(checked.error));
    if (checked.type !== "bool" && checked.type !== "dyn") {
      const message = `a condition is true or false, this one is ${checked.type ?? "unknown"}`;
      return refuse({ code: "condition_not_boolean", message, offset: 0 });
    }
    const holds = (facts: ConditionFacts): boolean => {
      const answer: unknown = evaluate(facts);
      if (typeof answer === "boolean") return answer;
      throw new TypeError("the condition is neither true nor false");
    };
    return ok({ source, holds, ...traits.value });
  } catch (error) {
    if (error instanceof ParseError || error instanceof CelTypeError) return refuse(describe(error));
    throw error;
  }
}

const codes: Readonly<Record<string, PolicyProblemCode>> = {
  unknown_variable: "unknown_variable",
  no_such_key: "unknown_field",
};

function describe(error: ParseError | CelTypeError): ConditionProblem {
  return {
    code: codes[error.code] ?? "invalid_condition",
    message: error.summary.replace(/^No such key: /, "unknown field "),
    offset: error.range?.start ?? startOf(error.node),
  };
}

const startOf = (node: Pick<ASTNode, "start"> | { start: number } | undefined): number => node?.start ?? 0;
