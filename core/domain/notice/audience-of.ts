import type { Change } from "#core/domain/change/change.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { PersonId } from "#core/domain/ids.ts";
import type { Notice } from "#core/domain/notice/notice.ts";
import { countingVotes, peopleBehind } from "#core/domain/request/counting-votes.ts";
import { type Request, statusAt, type Vote } from "#core/domain/request/request.ts";
import { stagesAt } from "#core/domain/request/stages-at.ts";

/** What a notice is about, as it is now. */
export interface NoticeState {
  readonly request: Request | null;
  readonly votes: readonly Vote[];
  readonly grant: Grant | null;
  readonly change: Change | null;
  /** Whom policy wants told of this request at once. */
  readonly named: readonly PersonId[];
  /** Whose answers an access review waits for. */
  readonly asked: readonly PersonId[];
  readonly administrators: readonly PersonId[];
  readonly reviewers: readonly PersonId[];
}

/**
 * Who should be told now. Asked when a notice is due, and again before each attempt to deliver it: whoever is no longer in
 * the answer is not told any more, so that nobody is called to decide what is decided.
 */
export const audienceOf = (notice: Notice, state: NoticeState, now: Date): readonly PersonId[] => {
  const { request, grant, change } = state;
  switch (notice.kind) {
    case "requestToDecide":
    case "requestLapsesSoon":
      return decidersNow(request, state.votes, now);
    case "requestUnreachable":
      return request?.unreachableAt && statusAt(request, now) === "pending"
        ? distinct(request.requesterId, ...state.administrators)
        : [];
    case "requestDecided":
      return request && statusAt(request, now) !== "pending"
        ? distinct(request.requesterId, request.holderId).filter((id) => id !== notice.actorId)
        : [];
    case "accessActive":
      return grant?.status === "active" ? [grant.holderId] : [];
    case "accessExtended":
      return [];
    case "accessEndsSoon":
      return grant?.status === "active" && grant.expiresAt?.toISOString() === notice.data["expiresAt"]
        ? [grant.holderId]
        : [];
    case "accessEnded":
      return grant && grant.holderId !== notice.actorId ? [grant.holderId] : [];
    case "changeToReview":
      return change?.status === "proposed" ? state.reviewers.filter((id) => id !== change.authorId) : [];
    case "changeDecided":
      return change && change.authorId !== notice.actorId ? [change.authorId] : [];
    case "alarmRaised":
      return state.administrators;
    case "breakGlassUsed":
      return distinct(...state.named, ...state.reviewers, ...state.administrators).filter(
        (id) => id !== notice.actorId,
      );
    case "breakGlassReview":
      return reviewersOf(state, notice.data["overdue"] === true);
    case "reviewToAnswer":
    case "reviewDueSoon":
      return state.asked;
    case "signInRecovery":
      return distinct(...(notice.personId ? [notice.personId] : []), ...state.administrators);
    case "securityChanged":
    case "testMessage":
      return [notice.personId ?? notice.actorId].filter((id) => id !== null);
  }
};

/** Whoever may close the review of an emergency; once it is overdue, whoever answers for the portal too. */
const reviewersOf = ({ request, named, reviewers, administrators }: NoticeState, overdue: boolean) =>
  distinct(...named, ...reviewers, ...(overdue ? administrators : [])).filter(
    (id) => id !== request?.holderId && id !== request?.requesterId,
  );

/** Those whose vote would count now, by themselves or for somebody they stand in for. */
export const decidersNow = (request: Request | null, votes: readonly Vote[], now: Date): readonly PersonId[] => {
  if (!request || statusAt(request, now) !== "pending") return [];
  return distinct(...openStages(request, votes, now).flatMap(({ people }) => people));
};

/** The stages that wait for somebody, who can still vote in each, and how many votes it lacks. */
export const openStages = (request: Request, votes: readonly Vote[], now: Date) => {
  const stages = stagesAt(request, request.decision, votes, now);
  const spent = new Set<PersonId>(countingVotes(request, stages, votes).flatMap(peopleBehind));
  for (const party of [request.requesterId, request.holderId]) spent.add(party);
  return stages
    .filter(({ open }) => open)
    .map(({ approvers, standIns = [], need, approvedBy }) => {
      const named = (approvers as readonly PersonId[]).filter((id) => !spent.has(id));
      const behalf = standIns.filter((pair) => named.includes(pair.for as PersonId)).map(({ by }) => by as PersonId);
      const people = distinct(...named, ...behalf.filter((id) => !spent.has(id)));
      return { people, missing: need - approvedBy.length };
    });
};

const distinct = (...ids: readonly PersonId[]): readonly PersonId[] => [...new Set(ids)];
