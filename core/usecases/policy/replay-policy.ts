import type { ReplayPolicyInput } from "#core/domain/policy/policy-input.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { replayRecorded, type ReplayReport, underPolicy } from "#core/usecases/policy/replay-recorded.ts";

const duties = ["administrator", "reviewer", "auditor"] as const;

/**
 * What a policy would have done to the requests of the last days: from the facts recorded with each, never from today's groups.
 */
export const replayPolicy: UseCase<ReplayPolicyInput, ReplayReport, "not_allowed" | "invalid_policy"> = async (
  core,
  caller,
  { document, ...span },
) => {
  if (!duties.some((duty) => caller.person.roles.includes(duty))) return refuse("not_allowed");
  const checked = core.policies.check(document);
  if (!checked.ok) return refuse("invalid_policy");
  return ok(await replayRecorded(core, span, underPolicy(checked.value.compiled)));
};
