import type { PersonId } from "#core/domain/ids.ts";
import { countingVotes, peopleBehind, standsInFor } from "#core/domain/request/counting-votes.ts";
import { type Request, statusAt, type Vote } from "#core/domain/request/request.ts";
import { allPassed, stageProgress } from "#core/domain/request/stage-progress.ts";
import { type Routing, type StageAt, stagesAt } from "#core/domain/request/stages-at.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

export type VoteRefusal =
  | "not_found"
  | "own_request"
  | "not_pending"
  | "lapsed"
  | "stale"
  | "already_voted"
  | "not_your_turn"
  | "longer_than_asked";

export interface Ballot {
  readonly vote: "approve" | "deny";
  readonly durationSeconds?: number | undefined;
  readonly digest: string;
}

/** What a vote does: whose it is, the stage it fills, and what becomes of the request. */
export interface VoteEffect {
  /** For whom the voter stands in; null when it is their own vote. */
  readonly forId: PersonId | null;
  readonly stage: number;
  readonly outcome: "waiting" | "approved" | "denied";
  /** The shortest duration that any approver gave. */
  readonly durationSeconds: number;
}

/**
 * May this person vote so, and what follows? `routing` is that of a decision made now, so whoever lost the right has lost
 * it here. Neither requester nor holder ever votes, for themselves or for others (promise 9). One denial is final.
 */
export const checkVote = (
  request: Request,
  routing: Routing,
  votes: readonly Vote[],
  voterId: PersonId,
  ballot: Ballot,
  now: Date,
): Result<VoteEffect, VoteRefusal> => {
  if (voterId === request.requesterId || voterId === request.holderId) return refuse("own_request");
  const stages = stagesAt(request, routing, votes, now);
  const named = votesOf(voterId, stages);
  if (named.length === 0 && !votes.some((vote) => vote.voterId === voterId)) return refuse("not_found");
  const status = statusAt(request, now);
  if (status === "lapsed") return refuse("lapsed");
  if (status !== "pending") return refuse("not_pending");
  const counting = countingVotes(request, stages, votes);
  const spent = new Set(counting.flatMap(peopleBehind));
  if (spent.has(voterId)) return refuse("already_voted");
  if (named.length === 0) return refuse("not_found");
  const free = named.filter((person) => !spent.has(person));
  if (free.length === 0) return refuse("already_voted");
  if (ballot.digest !== request.digest) return refuse("stale");
  if ((ballot.durationSeconds ?? 0) > request.durationSeconds) return refuse("longer_than_asked");
  return ballot.vote === "deny"
    ? effectOfDenial(request, stages, free, voterId)
    : effectOfApproval(request, stages, counting, free, { voterId, ballot, ordered: routing.ordered });
};

/** In whose name this person may vote: their own first, then those for whom they stand in. */
const votesOf = (voterId: PersonId, stages: readonly StageAt[]): readonly PersonId[] => {
  const own = stages.some(({ approvers }) => approvers.includes(voterId)) ? [voterId] : [];
  const others = stages.flatMap((stage) =>
    stage.approvers.filter((person) => standsInFor(stage, voterId, person)),
  ) as PersonId[];
  return [...new Set([...own, ...others])];
};

const effectOfDenial = (
  { durationSeconds }: Request,
  stages: readonly StageAt[],
  free: readonly PersonId[],
  voterId: PersonId,
): Result<VoteEffect, never> => {
  const [person = voterId] = free;
  const stage = stages.find(({ approvers }) => approvers.includes(person))?.index ?? 0;
  return ok({ forId: person === voterId ? null : person, stage, outcome: "denied", durationSeconds });
};

const effectOfApproval = (
  request: Request,
  stages: readonly StageAt[],
  counting: readonly Vote[],
  free: readonly PersonId[],
  { voterId, ballot, ordered }: { voterId: PersonId; ballot: Ballot; ordered: boolean },
): Result<VoteEffect, VoteRefusal> => {
  const open = stages.filter((stage) => stage.open);
  const inTurn = free.filter((person) => open.some(({ approvers }) => approvers.includes(person)));
  if (ordered && open.length > 0 && inTurn.length === 0) return refuse("not_your_turn");
  const earlier = counting.map((vote) => vote.forId ?? vote.voterId);
  // In the name that fills a place, where one does.
  const tries = (ordered ? inTurn : free).map((person) => ({
    person,
    after: stageProgress(stages, [...earlier, person]),
  }));
  const chosen =
    tries.find(({ person, after }) => after.some(({ approvedBy }) => approvedBy.includes(person))) ?? tries[0];
  if (!chosen) return refuse("not_your_turn");
  const { person, after } = chosen;
  const named = stages.find(({ approvers }) => approvers.includes(person))?.index ?? 0;
  const durationSeconds = Math.min(
    request.durationSeconds,
    ...[...counting, ballot].map((each) => each.durationSeconds ?? request.durationSeconds),
  );
  return ok({
    forId: person === voterId ? null : person,
    stage: after.find(({ approvedBy }) => approvedBy.includes(person))?.index ?? named,
    outcome: allPassed(after) ? "approved" : "waiting",
    durationSeconds,
  });
};
