import { analysePolicy } from "#core/domain/policy/analyse-policy.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import { findFailedTests, runPolicyTests } from "#core/domain/policy/run-policy-tests.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { itemFacts } from "#core/usecases/decide-request.ts";

export interface PolicyCheck {
  readonly rules: number;
  readonly tests: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly differences: readonly string[];
  }[];
  /** Errors keep it from being used; warnings are what is probably a mistake. */
  readonly problems: readonly PolicyProblem[];
}

/**
 * What is wrong with a policy text, by line and column, before anybody proposes it: errors of the document, rules that can
 * never decide, stages that nobody could pass among today's people and catalogue, and its own tests that fail.
 */
export const checkPolicy: UseCase<{ document: string }, PolicyCheck, "not_allowed"> = async (
  core,
  caller,
  { document },
) => {
  const { roles } = caller.person;
  if (!roles.includes("administrator") && !roles.includes("reviewer")) return refuse("not_allowed");
  return ok(await examinePolicy(core, document));
};

export const examinePolicy = async (core: Core, document: string): Promise<PolicyCheck> => {
  const checked = core.policies.check(document);
  if (!checked.ok) return { rules: 0, tests: [], problems: checked.error };
  const { compiled, place } = checked.value;
  const [{ directoryAt }, items, now] = await Promise.all([
    core.policies.basis(),
    core.catalogue.all(),
    core.clock.now(),
  ]);
  const { directory } = directoryAt(now);
  const results = runPolicyTests(compiled, compiled.document.tests ?? [], directory);
  const warnings = analysePolicy(compiled, { directory, catalogue: items.map(itemFacts) });
  return {
    rules: compiled.rules.length,
    tests: results.map(({ name, passed, differences }) => ({ name, passed, differences })),
    problems: [...findFailedTests(results), ...warnings].map(place),
  };
};

/** Whether a text may be proposed: it compiles, and the tests that it carries pass. */
export const checkProposable = async (core: Core, document: string): Promise<Result<null, "invalid_policy">> => {
  const { problems } = await examinePolicy(core, document);
  return problems.some(({ severity }) => severity === "error") ? refuse("invalid_policy") : ok(null);
};
