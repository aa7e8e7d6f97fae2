import type { RequestId } from "#core/domain/ids.ts";
import { replayDecision } from "#core/domain/policy/replay-decision.ts";
import { decisionDigest } from "#core/domain/request/decision-digest.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { erasedFrom } from "#core/usecases/audit/erased-from.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { shownToVoter, type ShownToVoter } from "#core/usecases/audit/shown-to-voter.ts";
import { type AuditEventView, viewAuditEvents } from "#core/usecases/audit/view-audit-events.ts";
import { namesOf } from "#core/usecases/names-of.ts";
import { approversIn, type DecisionView, viewDecision } from "#core/usecases/view-decision.ts";

/** The decision behind an event, as it was recorded and as its own policy answers today to the inputs of then. */
export interface ReplayView {
  readonly requestId: RequestId;
  readonly policyNumber: number;
  readonly recorded: DecisionView;
  readonly replayed: DecisionView | null;
  /** Where the two differ, as JSON pointers. */
  readonly differences: readonly string[];
  /** What the replay would have had to know and the record does not say. */
  readonly unknown: readonly string[];
  /** Whether decision and inputs are those whose digest the record carries; null for records older than the digest. */
  readonly bound: boolean | null;
  /** When a person's data was erased from the inputs: then they cannot be those of the digest any more, and `bound` is null. */
  readonly erasedAt: string | null;
  readonly outcome: "same" | "differs" | "policy-missing" | "policy-does-not-compile" | "inputs-erased";
}

/** Where the event stands in the signed log; null for the moment before it has a place there. */
interface ProofView {
  readonly index: number;
  /** The size of the tree that the newest checkpoint over it signs; null before one does. */
  readonly size: number | null;
  /** A witness on another machine signed that checkpoint too. */
  readonly witnessed: boolean;
}

export interface AuditEventDetail {
  readonly event: AuditEventView;
  /** The nearest in the record, oldest first. */
  readonly before: readonly AuditEventView[];
  readonly after: readonly AuditEventView[];
  readonly replay: ReplayView | null;
  /** Of a vote alone. */
  readonly shown: ShownToVoter | null;
  readonly proof: ProofView | null;
}

const neighbours = 5;

/** One event with its neighbours and, where a decision stands behind it, that decision made again. For auditors; recorded. */
export const readAuditEvent: UseCase<{ position: string }, AuditEventDetail, "not_allowed" | "not_found"> = async (
  core,
  caller,
  { position },
) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  const around = await core.audit.around(position, neighbours);
  const views = await viewAuditEvents(core, around);
  const at = views.findIndex((view) => view.position === position);
  const event = views[at];
  if (!event) return refuse("not_found");
  await recordReading(core, caller, "auditRead", JSON.stringify({ event: position }));
  const [replay, shown, proof] = await Promise.all([
    event.requestId ? replayOf(core, event.requestId) : null,
    shownToVoter(core, event),
    proofOf(core, position),
  ]);
  return ok({ event, before: views.slice(0, at), after: views.slice(at + 1), replay, shown, proof });
};

const proofOf = async (core: Core, position: string): Promise<ProofView | null> => {
  const leaf = await core.log.leafOf(position);
  if (!leaf) return null;
  const checkpoint = await core.log.covering(leaf.index);
  return { index: leaf.index, size: checkpoint?.size ?? null, witnessed: checkpoint?.cosigned ?? false };
};

const replayOf = async (core: Core, requestId: RequestId): Promise<ReplayView | null> => {
  const request = await core.requests.find(requestId);
  if (!request) return null;
  const policyNumber = Number(request.decision.policyVersion);
  const policy = await core.policies.find(policyNumber);
  const compiled = policy && core.policies.check(policy.document);
  const erasedAt = await erasedFrom(core, request);
  const gone = erasedAt !== null && request.facts.items.length === 0;
  const bound = await isBound(core, requestId, decisionDigest(request));
  const replay = compiled?.ok && !gone ? replayDecision(compiled.value.compiled, request) : null;
  const name = await namesOf(core, [...approversIn(request.decision), ...(replay ? approversIn(replay.decision) : [])]);
  return {
    requestId,
    policyNumber,
    recorded: viewDecision(request.decision, name),
    replayed: replay && viewDecision(replay.decision, name),
    differences: replay?.differences ?? [],
    unknown: replay?.unknown ?? [],
    bound: bound === false && erasedAt !== null ? null : bound,
    erasedAt,
    outcome: gone ? "inputs-erased" : outcomeOf(policy !== null, replay),
  };
};

const outcomeOf = (hasPolicy: boolean, replay: { differences: readonly string[] } | null): ReplayView["outcome"] => {
  if (!hasPolicy) return "policy-missing";
  if (!replay) return "policy-does-not-compile";
  return replay.differences.length === 0 ? "same" : "differs";
};

/** The last event that fixed the request's decision names its digest. */
const isBound = async (core: Core, requestId: RequestId, digest: string): Promise<boolean | null> => {
  const fixed = await Promise.all(
    (["requestSubmitted", "requestRedecided"] as const).map((kind) => core.audit.ofRequests([requestId], kind)),
  );
  const named = fixed.flat().findLast(({ data }) => typeof data["decisionDigest"] === "string");
  return named ? named.data["decisionDigest"] === digest : null;
};
