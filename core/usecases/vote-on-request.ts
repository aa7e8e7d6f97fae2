import type { Person } from "#core/domain/directory/person.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import { countingVotes } from "#core/domain/request/counting-votes.ts";
import { checkVote, type VoteEffect, type VoteRefusal } from "#core/domain/request/check-vote.ts";
import type { VoteInput } from "#core/domain/request/request-input.ts";
import { type Request, statusAt, type Vote } from "#core/domain/request/request.ts";
import { requestDigest } from "#core/domain/request/request-digest.ts";
import { approveByVotes, denyRequest, keepPending } from "#core/domain/request/request-steps.ts";
import { routeRequest } from "#core/domain/request/route-request.ts";
import { type Routing, stagesAt } from "#core/domain/request/stages-at.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { voteDecision } from "#core/domain/step-up/decisions.ts";
import { guard, insert, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { type Answer, type Ask, decideRequest } from "#core/usecases/decide-request.ts";
import { grantApproved, type GrantRefusal } from "#core/usecases/grant-approved.ts";
import { enabledPeople, presentCaller, reloadAsk } from "#core/usecases/load-ask.ts";
import { redecideRequest } from "#core/usecases/redecide-request.ts";
import { confirmStepUp, type StepUpRefusal } from "#core/usecases/step-up/confirm-step-up.ts";
import { approversIn } from "#core/usecases/view-decision.ts";
import { type RequestView, viewRequest, viewRequests } from "#core/usecases/view-request.ts";

export type VoteOnRequestRefusal = VoteRefusal | StepUpRefusal | GrantRefusal | "busy";

/**
 * One approver's approve or deny, bound to the digest of what was shown (promise 8). Policy is asked anew first, so a voter
 * who lost the right, or a policy that moved, is found before the vote counts. The vote that fills the last place commits
 * approval, grants and the obligation to end them in one step.
 */
export const voteOnRequest: UseCase<VoteInput, RequestView, VoteOnRequestRefusal> = async (core, caller, input) => {
  const readable = await core.requests.find(input.requestId);
  const [view] = readable ? await viewRequests(core, caller, [readable]) : [];
  if (!view) return refuse("not_found");

  const done = await commitDecided(core, caller.actor, (now) => judge(core, caller, input, now));
  if (!done.ok) return done;
  core.wake.due();
  const request = await core.requests.find(input.requestId);
  return request ? ok(await viewRequest(core, caller, request)) : refuse("not_found");
};

const judge = async (
  core: Core,
  caller: Caller,
  input: VoteInput,
  now: Date,
): Promise<Result<Decided<null>, VoteRefusal | StepUpRefusal | GrantRefusal>> => {
  const request = await core.requests.find(input.requestId);
  const voter = await presentCaller(core, caller);
  if (!request || !voter) return refuse("not_found");
  const votes = await core.requests.votesOf([request.id]);
  const shown = request.decision;
  // What was recorded answers first, so that a settled request says so instead of being asked about again.
  const recorded = checkVote(request, shown, votes, voter.id, input, now);
  const isSettled = statusAt(request, now) !== "pending";
  if (!recorded.ok && (isSettled || recorded.error !== "not_found")) return recorded;

  const ask = await reloadAsk(core, request);
  const answer = ask && (await decideRequest(core, ask, now));
  const routing = answer && (await standingRouting(core, shown, answer.decision));
  if (!routing || !isAsShown(request, ask, answer) || !sameRoute(routing, shown)) {
    await redecideRequest(core, request.id);
    return refuse("stale");
  }
  const effect = checkVote(request, routing, votes, voter.id, input, now);
  if (!effect.ok) return effect;
  const confirms = shown.stepUp || answer.decision.stepUp;
  const vote = ballot(core, voter, request, input, { ...effect.value, confirmed: confirms }, now);
  const after = await consequence(core, { request, ask, answer, routing, votes: [...votes, vote] }, effect.value, now);
  if (!after.ok) return after;
  const confirmed = await confirmVote(core, caller, input, confirms, now);
  if (!confirmed.ok) return confirmed;
  const cast = together(confirmed.value, castVote(request, vote, votes));
  const guards = [...answer.guards, guard("Person", voter)];
  return ok({ transition: together(cast, transition({ guards, window: answer.window }), after.value), value: null });
};

/** The same policy, the same entitlements and the same whole time as when the request was last routed: what the digest binds. */
const isAsShown = (request: Request, { items, durationSeconds: wholeSeconds }: Ask, { basis }: Answer): boolean => {
  const policyNumber = basis.policy.number;
  const entitlements = items.map(({ entitlement }) => entitlement);
  return requestDigest({ ...request, policyNumber, wholeSeconds }, entitlements) === request.digest;
};

/** Where policy asks for it, each voter confirms exactly this vote: saying no as well, which is final. */
const confirmVote = async (
  core: Core,
  caller: Caller,
  input: VoteInput,
  needed: boolean,
  now: Date,
): Promise<Result<Transition, StepUpRefusal>> =>
  needed
    ? confirmStepUp(core, caller, { purpose: "vote", decision: voteDecision(input), proof: input.stepUp }, now)
    : ok(transition({}));

/**
 * The stages as they stand now: today's, or, where policy would by now ask nobody, those that were shown, without whoever has
 * been disabled since (the stricter answer wins). Null when policy now says no.
 */
const standingRouting = async (core: Core, shown: CombinedDecision, now: CombinedDecision): Promise<Routing | null> => {
  if (now.outcome === "needs-approval") return now;
  if (now.outcome === "deny") return null;
  const enabled = new Set<string>((await enabledPeople(core, approversIn(shown))).map(({ id }) => id));
  const isEnabled = (id: string): boolean => enabled.has(id);
  const stages = shown.stages.map(({ approvers, escalateApprovers, standIns, ...stage }) => ({
    ...stage,
    approvers: approvers.filter(isEnabled),
    ...(escalateApprovers && { escalateApprovers: escalateApprovers.filter(isEnabled) }),
    ...(standIns && { standIns: standIns.filter((pair) => isEnabled(pair.by) && isEnabled(pair.for)) }),
  }));
  return { stages, ordered: shown.ordered, stepUp: shown.stepUp };
};

const sameRoute = (a: Routing, b: Routing): boolean => routeOf(a) === routeOf(b);

const routeOf = ({ ordered, stages }: Routing): string =>
  JSON.stringify([
    ordered,
    ...stages.map(({ from, need, escalateAfterSeconds, escalateTo }) => [from, need, escalateAfterSeconds, escalateTo]),
  ]);

interface Voted {
  readonly request: Request;
  readonly ask: Ask;
  readonly answer: Answer;
  readonly routing: Routing;
  /** With the one being cast. */
  readonly votes: readonly Vote[];
}

const consequence = async (
  core: Core,
  { request, ask: { holder, items }, answer, routing, votes }: Voted,
  effect: VoteEffect,
  now: Date,
): Promise<Result<Transition, GrantRefusal>> => {
  const { durationSeconds } = effect;
  if (effect.outcome === "waiting") return ok(keepPending(request, routeRequest(request, routing, votes, now)));
  if (effect.outcome === "denied") return ok(denyRequest(request, now, { by: "approver" }));
  const granted = await grantApproved(core, { request, holder, items, durationSeconds, answer }, now);
  if (!granted.ok) return granted;
  const counting = countingVotes(request, stagesAt(request, routing, votes, now), votes);
  return ok(together(approveByVotes(request, counting, durationSeconds, now), granted.value));
};

const ballot = (
  core: Core,
  voter: Person,
  request: Request,
  { vote, comment, durationSeconds, digest }: VoteInput,
  { stage, forId, confirmed }: VoteEffect & Pick<Vote, "confirmed">,
  now: Date,
): Vote => ({
  id: core.ids.newId("vot"),
  version: 1,
  requestId: request.id,
  voterId: voter.id,
  stage,
  vote,
  comment: comment ?? null,
  durationSeconds: durationSeconds ?? null,
  digest,
  forId,
  subject: request.subject,
  confirmed,
  createdAt: now,
});

/** Where an earlier vote of the same person no longer counts, the new one takes its place; the record keeps both. */
const castVote = (request: Request, vote: Vote, votes: readonly Vote[]): Transition => {
  const { voterId, stage, comment, durationSeconds, digest, forId } = vote;
  const earlier = votes.find((each) => each.voterId === voterId);
  const { id: _id, version: _version, ...anew } = vote;
  return transition({
    writes: [earlier ? update("Vote", earlier, anew) : insert("Vote", vote)],
    events: [
      {
        kind: "voteCast",
        requestId: request.id,
        personId: request.holderId,
        data: { vote: vote.vote, stage, comment, durationSeconds, digest, forId },
      },
    ],
  });
};
