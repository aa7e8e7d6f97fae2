import type { ReplayChangeInput } from "#core/domain/change/change-input.ts";
import { replayCandidate } from "#core/domain/policy/replay-candidate.ts";
import { type FactsSide, supposeFacts } from "#core/domain/policy/suppose-facts.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { decisionSide, supposeChange, type SupposeRefusal } from "#core/usecases/changes/suppose-change.ts";
import {
  type AnswerAnew,
  replayRecorded,
  type ReplayReport,
  underPolicy,
} from "#core/usecases/policy/replay-recorded.ts";

/**
 * What a waiting proposal would have done to the requests of the last days. A policy answers what was recorded. Any other
 * proposal changes what was recorded by what it would change today, and the policy in force answers both: so a difference
 * comes from the proposal, and not from a policy that has changed since.
 */
export const replayChange: UseCase<ReplayChangeInput, ReplayReport, SupposeRefusal> = async (
  core,
  caller,
  { changeId, ...span },
) => {
  const found = await supposeChange(core, caller, changeId);
  if (!found.ok) return found;
  const [is, would] = await Promise.all([decisionSide(core), decisionSide(found.value.supposed)]);
  const answers =
    found.value.change.kind === "policy"
      ? underPolicy(would.basis.compiled)
      : underFacts({ policy: is.basis.compiled, suppose: supposeFacts(factsSide(is), factsSide(would)) });
  return ok(await replayRecorded(core, span, answers));
};

type Side = Awaited<ReturnType<typeof decisionSide>>;

interface Supposing {
  readonly policy: Side["basis"]["compiled"];
  readonly suppose: ReturnType<typeof supposeFacts>;
}

const underFacts =
  ({ policy, suppose }: Supposing): AnswerAnew =>
  ({ answer, facts }) => {
    const supposed = suppose(facts);
    if (!supposed) return null;
    const was = replayCandidate(policy, "in force", answer, facts).decision;
    return { was, would: replayCandidate(policy, "in force", was, supposed) };
  };

const factsSide = ({ basis, resources }: Side): FactsSide => ({
  directoryAt: (at) => basis.directoryAt(at),
  groupsOf: (id) => basis.groupsOf(id),
  resourceOf: (id) => resources.get(id),
});
