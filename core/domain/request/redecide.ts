import type { AuditEntry } from "#core/domain/audit/event.ts";
import type { Entitlement } from "#core/domain/catalogue/entitlement.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import type { RecordedFacts } from "#core/domain/policy/recorded-facts.ts";
import { decisionDigest } from "#core/domain/request/decision-digest.ts";
import { requestDigest, requestSubject } from "#core/domain/request/request-digest.ts";
import { type Request, type Vote } from "#core/domain/request/request.ts";
import { denyRequest } from "#core/domain/request/request-steps.ts";
import { routeRequest } from "#core/domain/request/route-request.ts";
import { allPassed } from "#core/domain/request/stage-progress.ts";
import { type StageAt, stagesAt } from "#core/domain/request/stages-at.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";

export interface NewAnswer {
  readonly decision: CombinedDecision;
  readonly facts: RecordedFacts;
  readonly policyNumber: number;
  readonly entitlements: readonly Pick<Entitlement, "id" | "version">[];
}

/** A pending request as a new answer of policy leaves it, still pending, and the stages as they then stand. */
export interface Rerouted {
  readonly request: Request;
  readonly stages: readonly StageAt[];
}

/**
 * How a new answer routes a pending request. The stricter answer wins (domain rule 10): an answer that became easier leaves the
 * approvers it was shown to. Null when the answer is no.
 */
export const reroute = (request: Request, answer: NewAnswer, votes: readonly Vote[], now: Date): Rerouted | null => {
  const { decision, facts, policyNumber, entitlements } = answer;
  if (decision.outcome === "deny") return null;
  // A decision stays with the inputs it was made from, so that it can be replayed.
  const routed = decision.outcome === "needs-approval" ? { decision, facts } : request;
  const asked = { ...request, policyNumber, subject: requestSubject(request, entitlements) };
  return {
    request: {
      ...asked,
      ...routeRequest(asked, routed.decision, votes, now),
      decision: routed.decision,
      facts: routed.facts,
      digest: requestDigest(asked, entitlements),
    },
    stages: stagesAt(asked, routed.decision, votes, now),
  };
};

/**
 * Another route, written and recorded. Where only the time of routing changes it is written without an event: that is an
 * index, not a state.
 */
export const followRoute = (
  before: Request,
  { request: next, stages }: Rerouted,
  outcome: CombinedDecision["outcome"],
): Transition => {
  const { policyNumber, digest } = next;
  const moved = digest !== before.digest || !sameStages(next.decision, before.decision);
  const event: AuditEntry = {
    kind: "requestRedecided",
    requestId: before.id,
    personId: before.holderId,
    data: { policyNumber, outcome, digest, decisionDigest: decisionDigest(next) },
  };
  return transition({
    writes: [update("Request", before, changesOf(next))],
    window: { before: before.lapsesAt },
    events: [...(moved ? [event] : []), ...escalations(before, next, stages)],
  });
};

/** A denial by policy ends what waits. */
export const denyByPolicy = (request: Request, policyNumber: number, now: Date): Transition =>
  together(
    denyRequest(request, now, { by: "policy", policyNumber }),
    transition({
      events: [
        {
          kind: "requestRedecided",
          requestId: request.id,
          personId: request.holderId,
          data: { policyNumber, outcome: "deny" },
        },
      ],
    }),
  );

/** Whether a new answer changes nothing that anybody sees or is asked. */
export const isUnchanged = (before: Request, after: Request): boolean =>
  before.digest === after.digest &&
  sameStages(before.decision, after.decision) &&
  JSON.stringify(routeOf(before)) === JSON.stringify(routeOf(after));

const routeOf = ({ approverIds, lateApprovers, escalatesAt, escalatedAt }: Request): readonly unknown[] => [
  approverIds.toSorted(),
  Object.entries(lateApprovers).sort(),
  escalatesAt,
  escalatedAt,
];

const changesOf = (next: Request): Partial<Request> => {
  const { decision, facts, policyNumber, digest, subject } = next;
  const { approverIds, lateApprovers, escalatesAt, escalatedAt, routedAt } = next;
  return {
    ...{ decision, facts, policyNumber, digest, subject },
    ...{ approverIds, lateApprovers, escalatesAt, escalatedAt, routedAt },
  };
};

const sameStages = (a: CombinedDecision, b: CombinedDecision): boolean =>
  JSON.stringify([a.ordered, a.stages]) === JSON.stringify([b.ordered, b.stages]);

/** Recorded once for each stage: when those whom silence brought in were not among the approvers before. */
const escalations = (before: Request, next: Request, stages: readonly StageAt[]): readonly AuditEntry[] =>
  stages
    .filter(({ open, escalated, escalateApprovers = [] }) => {
      const added = escalateApprovers.filter((id) => !before.approverIds.some((known) => known === id));
      return open && escalated && added.length > 0;
    })
    .map(({ index, escalateTo, escalateApprovers }) => ({
      kind: "requestEscalated",
      requestId: next.id,
      personId: next.holderId,
      data: {
        stage: index,
        to: escalateTo,
        approverIds: escalateApprovers,
        because: next.escalatedAt ? "unreachable" : "silent",
      },
    }));

/**
 * Whether an approval still stands under today's answer: not denied, given for what would be granted now, and every place still
 * filled by somebody who may.
 */
export const stillApproved = (
  request: Request,
  { decision, entitlements }: Pick<NewAnswer, "decision" | "entitlements">,
  votes: readonly Vote[],
  now: Date,
): boolean => {
  if (decision.outcome !== "needs-approval") return decision.outcome === "auto-approve";
  if (requestSubject(request, entitlements) !== request.subject) return false;
  return allPassed(stagesAt(request, decision, votes, now, "then"));
};
