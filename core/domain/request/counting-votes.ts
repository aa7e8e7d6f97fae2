import type { PersonId } from "#core/domain/ids.ts";
import type { DecisionStage } from "#core/domain/policy/decision.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";

/** A stage as votes are counted for it; `stepUp` where policy asks that each of them is confirmed. */
type CountedStage = DecisionStage & { readonly stepUp?: boolean };

/**
 * The approvals that count, in the order in which they were cast: of this very subject, by somebody whom a stage names, or
 * for somebody whom one names by a person who stands in for them. Neither requester nor holder is behind one, and nobody is
 * behind two: not as voter, and not as the one voted for. Where policy asks for confirmed votes by now, none other counts.
 * `then` asks of a stand-in only that they stood in when they voted: for approvals that are settled.
 */
export const countingVotes = (
  request: Pick<Request, "subject" | "requesterId" | "holderId">,
  stages: readonly CountedStage[],
  votes: readonly Vote[],
  standIns: "now" | "then" = "now",
): readonly Vote[] => {
  const behind = new Set<PersonId>([request.requesterId, request.holderId]);
  return votes.filter((vote) => {
    if (vote.vote !== "approve" || vote.subject !== request.subject) return false;
    const people = peopleBehind(vote);
    if (people.some((person) => behind.has(person)) || !holds(vote, stages, standIns)) return false;
    for (const person of people) behind.add(person);
    return true;
  });
};

/** Whoever a vote speaks for: its voter, and the person for whom they stood in. */
export const peopleBehind = ({ voterId, forId }: Pick<Vote, "voterId" | "forId">): readonly PersonId[] =>
  forId === null ? [voterId] : [voterId, forId];

const holds = (
  { voterId, forId, confirmed }: Vote,
  stages: readonly CountedStage[],
  standIns: "now" | "then",
): boolean =>
  stages.some((stage) => {
    if (stage.stepUp && !confirmed) return false;
    if (forId === null) return stage.approvers.includes(voterId);
    if (!stage.approvers.includes(forId)) return false;
    return standIns === "then" || standsInFor(stage, voterId, forId);
  });

export const standsInFor = (stage: DecisionStage, by: string, person: string): boolean =>
  stage.standIns?.some((pair) => pair.by === by && pair.for === person) ?? false;
