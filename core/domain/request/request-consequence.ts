import type { PersonId } from "#core/domain/ids.ts";
import type { Request, RequestStatus, Vote } from "#core/domain/request/request.ts";
import { stagesAt } from "#core/domain/request/stages-at.ts";

export interface RequestConsequence {
  /** What becomes of it, or `asked-otherwise`: it waits on, for others or for votes that would no longer count. */
  readonly becomes: RequestStatus | "asked-otherwise";
  /** Who can decide it then and cannot now, escalation included, and the other way round. */
  readonly gain: readonly PersonId[];
  readonly lose: readonly PersonId[];
  /** How many approvals that count now would not. */
  readonly votesLost: number;
}

/** A waiting request as it comes out by itself and as it would under a proposal, compared. Null where both are the same. */
export const requestConsequence = (
  is: Request,
  would: Request,
  votes: readonly Vote[],
  now: Date,
): RequestConsequence | null => {
  const waits = would.status === "pending";
  const [can, could] = [decidersOf(is), waits ? decidersOf(would) : []];
  const [counts, wouldCount] = [approvalsOf(is, votes, now), approvalsOf(would, votes, now)];
  const found = {
    gain: could.filter((id) => !can.includes(id)),
    lose: waits ? can.filter((id) => !could.includes(id)) : [],
    votesLost: waits ? counts.filter((id) => !wouldCount.includes(id)).length : 0,
  };
  if (is.status !== would.status) return { becomes: would.status, ...found };
  const same = found.gain.length + found.lose.length + found.votesLost === 0 && routeOf(is) === routeOf(would);
  return same || !waits ? null : { becomes: "asked-otherwise", ...found };
};

const decidersOf = ({ approverIds, lateApprovers }: Request): readonly PersonId[] => [
  ...new Set([...approverIds, ...(Object.keys(lateApprovers) as PersonId[])]),
];

const approvalsOf = (request: Request, votes: readonly Vote[], now: Date): readonly PersonId[] =>
  stagesAt(request, request.decision, votes, now).flatMap(({ approvedBy }) => approvedBy);

const routeOf = ({ decision: { ordered, stages } }: Request): string =>
  JSON.stringify([ordered, stages.map(({ from, need }) => [from, need])]);
