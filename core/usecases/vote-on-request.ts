import type { CombinedDecision, DecisionStage } from "#core/domain/policy/decision.ts";
import { checkVote, type VoteEffect, type VoteRefusal } from "#core/domain/request/check-vote.ts";
import type { VoteInput } from "#core/domain/request/request-input.ts";
import type { Request } from "#core/domain/request/request.ts";
import { approveRequest, denyRequest, keepPending } from "#core/domain/request/request-steps.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { guard, insert, together, type Transition, transition } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import type { ClosedTarget } from "#core/usecases/check-targets-open.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { type Ask, decideRequest } from "#core/usecases/decide-request.ts";
import { grantApproved } from "#core/usecases/grant-approved.ts";
import { enabledPeople, reloadAsk } from "#core/usecases/load-ask.ts";
import { redecideRequest } from "#core/usecases/redecide-request.ts";
import { approversIn } from "#core/usecases/view-decision.ts";
import { type RequestView, viewRequest, viewRequests } from "#core/usecases/view-request.ts";

/**
 * One approver's approve or deny, bound to the digest of what was shown (promise 8). Policy is asked anew first, so a voter
 * who lost the right, or a policy that moved, is found before the vote counts. The vote that fills the last place commits
 * approval, grants and the obligation to end them in one step.
 */
export const voteOnRequest: UseCase<
  VoteInput,
  RequestView,
  VoteRefusal | "grant_over" | ClosedTarget | "busy"
> = async (core, caller, input) => {
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
): Promise<Result<Decided<null>, VoteRefusal | "grant_over" | ClosedTarget>> => {
  const request = await core.requests.find(input.requestId);
  if (!request) return refuse("not_found");
  const votes = await core.requests.votesOf([request.id]);
  const decided = request.decision;
  // What was recorded answers first, so that a settled request says so instead of being asked about again.
  const recorded = checkVote(request, decided.stages, votes, caller.person.id, input, now);
  if (!recorded.ok) return recorded;

  const ask = await reloadAsk(core, request);
  const answer = ask && (await decideRequest(core, ask, now));
  const stages = answer && (await standingStages(core, decided, answer.decision));
  if (!stages || answer.basis.policy.number !== request.policyNumber || !sameRoute(stages, decided.stages)) {
    await redecideRequest(core, request.id);
    return refuse("stale");
  }
  const effect = checkVote(request, stages, votes, caller.person.id, input, now);
  if (!effect.ok) return effect;
  const after = await consequence(core, request, ask, effect.value, now);
  if (!after.ok) return after;
  const voter = guard("Person", caller.person);
  const cast = transition({
    ...ballot(core, caller, request, input, effect.value, now),
    guards: [...answer.guards, voter],
  });
  return ok({ transition: together(cast, after.value), value: null });
};

/**
 * The stages as they stand now: today's, or, where policy would by now ask nobody, those that were shown, without whoever has
 * been disabled since (the stricter answer wins). Null when policy now says no.
 */
const standingStages = async (
  core: Core,
  shown: CombinedDecision,
  now: CombinedDecision,
): Promise<readonly DecisionStage[] | null> => {
  if (now.outcome === "needs-approval") return now.stages;
  if (now.outcome === "deny") return null;
  const enabled = new Set<string>((await enabledPeople(core, approversIn(shown))).map(({ id }) => id));
  return shown.stages.map((stage) => ({ ...stage, approvers: stage.approvers.filter((id) => enabled.has(id)) }));
};

const sameRoute = (a: readonly DecisionStage[], b: readonly DecisionStage[]): boolean =>
  JSON.stringify(a.map(({ from, need }) => [from, need])) === JSON.stringify(b.map(({ from, need }) => [from, need]));

const consequence = async (
  core: Core,
  request: Request,
  { holder, items }: Ask,
  effect: VoteEffect,
  now: Date,
): Promise<Result<Transition, "grant_over" | ClosedTarget>> => {
  const { durationSeconds } = effect;
  if (effect.outcome === "waiting") return ok(keepPending(request));
  if (effect.outcome === "denied") return ok(denyRequest(request, now, { by: "approver" }));
  const granted = await grantApproved(core, { request, holder, items, durationSeconds }, now);
  if (!granted.ok) return granted;
  return ok(together(approveRequest(request, now, { by: "approvers", durationSeconds }), granted.value));
};

const ballot = (
  core: Core,
  caller: Caller,
  request: Request,
  { vote, comment, durationSeconds, digest }: VoteInput,
  { stage }: VoteEffect,
  now: Date,
): Pick<Transition, "writes" | "events"> => ({
  writes: [
    insert("Vote", {
      id: core.ids.newId("vot"),
      version: 1,
      requestId: request.id,
      voterId: caller.person.id,
      stage,
      vote,
      comment: comment ?? null,
      durationSeconds: durationSeconds ?? null,
      digest,
      createdAt: now,
    }),
  ],
  events: [
    {
      kind: "voteCast",
      requestId: request.id,
      personId: request.holderId,
      data: { vote, stage, comment, durationSeconds, digest },
    },
  ],
});
