import type { PersonId } from "#core/domain/ids.ts";
import type { DecisionStage } from "#core/domain/policy/decision.ts";
import { type Request, statusAt, type Vote } from "#core/domain/request/request.ts";
import { allPassed, stageProgress } from "#core/domain/request/stage-progress.ts";
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

/** What a vote does: the stage it fills, and what becomes of the request. */
export interface VoteEffect {
  readonly stage: number;
  readonly outcome: "waiting" | "approved" | "denied";
  /** The shortest duration that any approver gave. */
  readonly durationSeconds: number;
}

/**
 * May this person vote so, and what follows? `stages` are those of a decision made now, so whoever lost the right has lost
 * it here. Neither requester nor holder ever votes (promise 9). One denial is final.
 */
export const checkVote = (
  request: Request,
  stages: readonly DecisionStage[],
  votes: readonly Vote[],
  voterId: PersonId,
  ballot: Ballot,
  now: Date,
): Result<VoteEffect, VoteRefusal> => {
  if (voterId === request.requesterId || voterId === request.holderId) return refuse("own_request");
  const stage = stages.find(({ approvers }) => approvers.includes(voterId));
  if (!stage && !votes.some((vote) => vote.voterId === voterId)) return refuse("not_found");
  const status = statusAt(request, now);
  if (status === "lapsed") return refuse("lapsed");
  if (status !== "pending") return refuse("not_pending");
  if (votes.some((vote) => vote.voterId === voterId)) return refuse("already_voted");
  if (!stage) return refuse("not_found");
  if (ballot.digest !== request.digest) return refuse("stale");
  if ((ballot.durationSeconds ?? 0) > request.durationSeconds) return refuse("longer_than_asked");

  const approvals = votes.filter((vote) => vote.vote === "approve");
  const durationSeconds = Math.min(
    request.durationSeconds,
    ...[...approvals, ballot].map((each) => each.durationSeconds ?? request.durationSeconds),
  );
  if (ballot.vote === "deny") return ok({ stage: stage.index, outcome: "denied", durationSeconds });

  const earlier = approvals.map((vote) => vote.voterId);
  const before = stageProgress(stages, earlier);
  const firstOpen = before.find(({ passed }) => !passed);
  if (request.decision.ordered && firstOpen && !stages[firstOpen.index]?.approvers.includes(voterId))
    return refuse("not_your_turn");
  const after = stageProgress(stages, [...earlier, voterId]);
  const filled = after.find(({ approvedBy }) => approvedBy.includes(voterId))?.index ?? stage.index;
  return ok({ stage: filled, outcome: allPassed(after) ? "approved" : "waiting", durationSeconds });
};
