import { spanOf } from "#core/domain/grant/grant-steps.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { GrantId, PersonId, RequestId, VoteId } from "#core/domain/ids.ts";
import { checkVote } from "#core/domain/request/check-vote.ts";
import { countingVotes, peopleBehind } from "#core/domain/request/counting-votes.ts";
import { decidersNow } from "#core/domain/notice/audience-of.ts";
import { unreached } from "#core/domain/notice/delivery-rules.ts";
import { mayReadRequest } from "#core/domain/request/may-read-request.ts";
import { type Request, type RequestStatus, statusAt, type Vote } from "#core/domain/request/request.ts";
import type { StageProgress } from "#core/domain/request/stage-progress.ts";
import { type StageAt, stagesAt } from "#core/domain/request/stages-at.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { approversIn, type DecisionView, viewDecision } from "#core/usecases/view-decision.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";
import { type NamedEntitlement, namedEntitlements } from "#core/usecases/named-entitlements.ts";

interface VoteView {
  readonly id: VoteId;
  readonly voter: PersonName;
  /** For whom the voter stood in. */
  readonly for: PersonName | null;
  /** Whether it counts as things are now: an approver may have lost the right since. */
  readonly counts: boolean;
  readonly vote: Vote["vote"];
  readonly stage: number;
  readonly comment: string | null;
  readonly durationSeconds: number | null;
  readonly createdAt: Date;
}

/** A request as one reader may see it. The justification is null for those who may know the facts only (domain rule 16). */
export interface RequestView {
  readonly id: RequestId;
  readonly status: RequestStatus;
  readonly requester: PersonName;
  readonly holder: PersonName;
  readonly entitlements: readonly NamedEntitlement[];
  readonly durationSeconds: number;
  readonly justification: string | null;
  readonly ticket: string | null;
  readonly startsAt: Date | null;
  readonly extendsGrantId: GrantId | null;
  readonly createdAt: Date;
  readonly lapsesAt: Date;
  readonly decidedAt: Date | null;
  /** Since when too few of those who can decide could be told; null while it waits as it should. */
  readonly unreachableAt: Date | null;
  /** Of those who can decide now, whoever could not be told over any of their channels. */
  readonly untold: readonly PersonName[];
  readonly digest: string;
  readonly decision: DecisionView;
  readonly progress: readonly StageProgress[];
  readonly votes: readonly VoteView[];
  readonly grants: readonly Pick<
    Grant,
    "id" | "status" | "endReason" | "entitlementId" | "startsAt" | "expiresAt" | "endedAt"
  >[];
  readonly may: {
    readonly vote: boolean;
    /** In whose name the caller's vote would be, where it is not their own. */
    readonly voteFor: PersonName | null;
    readonly cancel: boolean;
  };
}

/** Throws when the caller may not read it: whoever calls this has just written it. */
export const viewRequest = async (core: Core, caller: Caller, request: Request): Promise<RequestView> => {
  const [view] = await viewRequests(core, caller, [request]);
  if (!view) throw new Error(`${request.id}: shown to somebody who may not read it`);
  return view;
};

/** Those that exist for this caller, in the order given. A handful of queries, however many requests. */
export const viewRequests = async (
  core: Core,
  caller: Caller,
  requests: readonly Request[],
): Promise<readonly RequestView[]> => {
  const surroundings = await surroundingsOf(core, requests);
  const views = requests.map((request) => viewWithin(surroundings, caller, request));
  return views.filter((view) => view !== null);
};

type Surroundings = Awaited<ReturnType<typeof surroundingsOf>>;

const surroundingsOf = async (core: Core, requests: readonly Request[]) => {
  const ids = requests.map(({ id }) => id);
  const waiting = requests.filter(({ status }) => status === "pending").map(({ id }) => id);
  const [votes, grants, entitlements, basis, troubled, now] = await Promise.all([
    core.requests.votesOf(ids),
    core.grants.ofRequests(ids),
    namedEntitlements(
      core,
      requests.flatMap(({ entitlementIds }) => entitlementIds),
    ),
    core.policies.basis(),
    waiting.length === 0 ? [] : core.outbox.troubledOf(waiting),
    core.clock.now(),
  ]);
  const parties = requests.flatMap(({ requesterId, holderId }) => [requesterId, holderId]);
  const approvers = requests.flatMap(({ decision }) => approversIn(decision));
  const name = await namesOf(core, [...parties, ...approvers, ...votes.flatMap(peopleBehind)]);
  return { votes, grants, entitlements, groupsOf: basis.groupsOf, troubled, now, name };
};

const viewWithin = (around: Surroundings, { person }: Caller, request: Request): RequestView | null => {
  const { name, now } = around;
  const votes = around.votes.filter(({ requestId }) => requestId === request.id);
  const entitlements = around.entitlements.filter(({ id }) => request.entitlementIds.includes(id));
  const groups = around.groupsOf(person.id);
  const ownsResource = entitlements.some(({ ownerGroup }) => ownerGroup !== null && groups.includes(ownerGroup));
  const seen = mayReadRequest(request, votes, { personId: person.id, roles: person.roles, ownsResource }, now);
  if (seen === "none") return null;
  const stages = stagesAt(request, request.decision, votes, now);
  const counting = new Set(
    votes
      .filter(({ vote }) => vote === "deny")
      .concat(countingVotes(request, stages, votes))
      .map((vote) => vote.id),
  );
  const { id, ticket, startsAt, extendsGrantId, createdAt, lapsesAt, decidedAt, digest, durationSeconds } = request;
  const unreachableAt = statusAt(request, now) === "pending" ? request.unreachableAt : null;
  return {
    ...{ id, ticket, startsAt, extendsGrantId, createdAt, lapsesAt, decidedAt, digest, durationSeconds, unreachableAt },
    status: statusAt(request, now),
    untold: untoldOf(request, around).map(name),
    requester: name(request.requesterId),
    holder: name(request.holderId),
    entitlements,
    justification: seen === "full" ? request.justification : null,
    decision: viewDecision(request.decision, name, stages),
    progress: stages.map(({ index, need, approvedBy, passed }) => ({ index, need, approvedBy, passed })),
    votes: votes.map((vote) => voteView(vote, { name, withComment: seen === "full", counts: counting.has(vote.id) })),
    grants: around.grants.filter(({ requestId }) => requestId === id).map(grantLine),
    may: whatMay(request, { stages, votes, name }, person.id, now),
  };
};

const untoldOf = (request: Request, { votes, troubled, now }: Surroundings): readonly PersonId[] => {
  const calls = troubled.filter(({ requestId }) => requestId === request.id);
  return calls.length === 0
    ? []
    : unreached(
        decidersNow(
          request,
          votes.filter(({ requestId }) => requestId === request.id),
          now,
        ),
        calls,
      );
};

const grantLine = (grant: Grant) => {
  const { id, status, endReason, entitlementId, endedAt } = grant;
  return { id, status, endReason, entitlementId, ...spanOf(grant), endedAt };
};

interface Standing {
  readonly stages: readonly StageAt[];
  readonly votes: readonly Vote[];
  readonly name: (id: PersonId) => PersonName;
}

const whatMay = (
  request: Request,
  { stages, votes, name }: Standing,
  reader: PersonId,
  now: Date,
): RequestView["may"] => {
  // As far as what was recorded tells: the vote itself asks policy anew.
  const ballot = { vote: "approve", digest: request.digest } as const;
  const effect = checkVote(request, request.decision, votes, reader, ballot, now);
  const forId = effect.ok ? effect.value.forId : null;
  return {
    vote: effect.ok && stages.some(({ open }) => open),
    voteFor: forId && name(forId),
    cancel: statusAt(request, now) === "pending" && reader === request.requesterId,
  };
};

const voteView = (
  vote: Vote,
  { name, withComment, counts }: { name: Standing["name"]; withComment: boolean; counts: boolean },
): VoteView => ({
  id: vote.id,
  voter: name(vote.voterId),
  for: vote.forId && name(vote.forId),
  counts,
  vote: vote.vote,
  stage: vote.stage,
  comment: withComment ? vote.comment : null,
  durationSeconds: vote.durationSeconds,
  createdAt: vote.createdAt,
});
