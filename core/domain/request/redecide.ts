import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
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
  /** How long the access would last in all, which was asked. */
  readonly wholeSeconds: number;
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
  const { decision, facts, policyNumber, entitlements, wholeSeconds } = answer;
  if (decision.outcome === "deny") return null;
  // A decision stays with the inputs it was made from, so that it can be replayed.
  const routed = decision.outcome === "needs-approval" ? { decision, facts } : request;
  const asked = { ...request, policyNumber, subject: requestSubject({ ...request, wholeSeconds }, entitlements) };
  return {
    request: {
      ...asked,
      ...routeRequest(asked, routed.decision, votes, now),
      decision: routed.decision,
      facts: routed.facts,
      digest: requestDigest({ ...asked, wholeSeconds }, entitlements),
    },
    stages: stagesAt(asked, routed.decision, votes, now),
  };
};

/**
 * Another route, written and recorded. Where nothing changes but who is reached now and when that was found out, it is written
 * without an event, as it is an index and no state; decision and inputs then stay those that the record has the digest of.
 */
export const followRoute = (
  before: Request,
  { request: next, stages }: Rerouted,
  outcome: CombinedDecision["outcome"],
): Transition => {
  const { policyNumber, digest } = next;
  const moved =
    digest !== before.digest ||
    !isAskedAlike(next.decision, before.decision) ||
    next.escalatedAt?.getTime() !== before.escalatedAt?.getTime();
  const event: AuditEntry = {
    kind: "requestRedecided",
    requestId: before.id,
    personId: before.holderId,
    data: { policyNumber, outcome, digest, decisionDigest: decisionDigest(next) },
  };
  return transition({
    writes: [update("Request", before, moved ? { ...decidedOf(next), ...routedOf(next) } : routedOf(next))],
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
  isAskedAlike(before.decision, after.decision) &&
  JSON.stringify(routeOf(before)) === JSON.stringify(routeOf(after));

const routeOf = ({ approverIds, lateApprovers, escalatesAt, escalatedAt }: Request): readonly unknown[] => [
  approverIds.toSorted(),
  Object.entries(lateApprovers).sort(),
  escalatesAt,
  escalatedAt,
];

const decidedOf = ({ decision, facts, policyNumber, digest, subject }: Request): Partial<Request> => ({
  ...{ decision, facts, policyNumber, digest, subject },
});

const routedOf = ({ approverIds, lateApprovers, escalatesAt, escalatedAt, routedAt }: Request): Partial<Request> => ({
  ...{ approverIds, lateApprovers, escalatesAt, escalatedAt, routedAt },
});

/** Whether both ask the same of the same people, in whatever order their keys come: a database keeps them in its own. */
const isAskedAlike = (a: CombinedDecision, b: CombinedDecision): boolean => askedOf(a) === askedOf(b);

const askedOf = ({ ordered, stages, stepUp, breakGlass }: CombinedDecision): string =>
  canonicalJson(JSON.parse(JSON.stringify([ordered, stages, stepUp, breakGlass])) as Json);

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
  { decision, entitlements, wholeSeconds }: Omit<NewAnswer, "facts" | "policyNumber">,
  votes: readonly Vote[],
  now: Date,
): boolean => {
  if (decision.outcome !== "needs-approval") return decision.outcome === "auto-approve";
  if (requestSubject({ ...request, wholeSeconds }, entitlements) !== request.subject) return false;
  return allPassed(stagesAt(request, decision, votes, now, "then"));
};
