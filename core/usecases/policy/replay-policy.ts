import type { ReplayPolicyInput } from "#core/domain/policy/policy-input.ts";
import { replayCandidate } from "#core/domain/policy/replay-candidate.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { replayRecorded, type ReplayReport } from "#core/usecases/policy/replay-recorded.ts";

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
  const { compiled } = checked.value;
  const report = await replayRecorded(core, span, ({ answer: was, facts }) => ({
    was,
    would: replayCandidate(compiled, "candidate", was, facts),
  }));
  return ok(report);
};
