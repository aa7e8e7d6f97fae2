import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

export interface PolicyCheck {
  readonly rules: number;
  readonly problems: readonly PolicyProblem[];
}

/** What is wrong with a policy text, by line and column, before anybody proposes it. */
export const checkPolicy: UseCase<{ document: string }, PolicyCheck, "not_allowed"> = async (
  core,
  caller,
  { document },
) => {
  const { roles } = caller.person;
  if (!roles.includes("administrator") && !roles.includes("reviewer")) return refuse("not_allowed");
  const checked = await Promise.resolve(core.policies.check(document));
  return ok(checked.ok ? { rules: checked.value.rules.length, problems: [] } : { rules: 0, problems: checked.error });
};
