import type { Entitlement } from "#core/domain/catalogue/entitlement.ts";
import type { PersonId } from "#core/domain/ids.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import type { RecordedFacts } from "#core/domain/policy/recorded-facts.ts";
import { decisionDigest } from "#core/domain/request/decision-digest.ts";
import { approverIdsOf } from "#core/domain/request/open-request.ts";
import { requestDigest } from "#core/domain/request/request-digest.ts";
import { type Request, type Vote } from "#core/domain/request/request.ts";
import { denyRequest } from "#core/domain/request/request-steps.ts";
import { allPassed, stageProgress } from "#core/domain/request/stage-progress.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";

interface NewAnswer {
  readonly decision: CombinedDecision;
  readonly facts: RecordedFacts;
  readonly policyNumber: number;
  readonly entitlements: readonly Pick<Entitlement, "id" | "version">[];
}

/**
 * What a new answer of policy does to a pending request. The stricter answer wins (domain rule 10): a denial ends it, a change
 * of who must approve routes it anew; an answer that became easier leaves the approvers it was shown to.
 * Null when nothing changes.
 */
export const redecided = (request: Request, answer: NewAnswer, now: Date): Transition | null => {
  const { decision, facts, policyNumber, entitlements } = answer;
  const subject = { requestId: request.id, personId: request.holderId };
  if (decision.outcome === "deny")
    return together(
      denyRequest(request, now, { by: "policy", policyNumber }),
      transition({ events: [{ kind: "requestRedecided", ...subject, data: { policyNumber, outcome: "deny" } }] }),
    );
  // A decision stays with the inputs it was made from, so that it can be replayed.
  const routed = decision.outcome === "needs-approval" ? { decision, facts } : request;
  const digest = requestDigest({ ...request, policyNumber }, entitlements);
  if (digest === request.digest && sameStages(routed.decision, request.decision)) return null;
  return transition({
    writes: [
      update("Request", request, {
        ...{ decision: routed.decision, facts: routed.facts, policyNumber, digest },
        approverIds: approverIdsOf(routed.decision),
      }),
    ],
    window: { before: request.lapsesAt },
    events: [
      {
        ...{ kind: "requestRedecided" as const, ...subject },
        data: { policyNumber, outcome: decision.outcome, digest, decisionDigest: decisionDigest(routed) },
      },
    ],
  });
};

const sameStages = (a: CombinedDecision, b: CombinedDecision): boolean =>
  JSON.stringify(a.stages) === JSON.stringify(b.stages);

/** Whether an approval still stands under today's answer: not denied, and every place still filled by somebody who may. */
export const stillApproved = (decision: CombinedDecision, votes: readonly Vote[]): boolean => {
  if (decision.outcome !== "needs-approval") return decision.outcome === "auto-approve";
  const approvers: readonly PersonId[] = votes.filter(({ vote }) => vote === "approve").map(({ voterId }) => voterId);
  return allPassed(stageProgress(decision.stages, approvers));
};
