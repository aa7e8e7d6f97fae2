import type { Actor } from "#core/domain/audit/event.ts";
import type { RequestId } from "#core/domain/ids.ts";
import { countingVotes } from "#core/domain/request/counting-votes.ts";
import { denyByPolicy, followRoute, isUnchanged, reroute, type Rerouted } from "#core/domain/request/redecide.ts";
import { approveByVotes, denyRequest } from "#core/domain/request/request-steps.ts";
import { type Request, statusAt, type Vote } from "#core/domain/request/request.ts";
import { allPassed } from "#core/domain/request/stage-progress.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together, type Transition, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { type Answer, type Ask, decideRequest } from "#core/usecases/decide-request.ts";
import { grantApproved } from "#core/usecases/grant-approved.ts";
import { reloadAsk } from "#core/usecases/load-ask.ts";

const portal = (requestId: RequestId): Actor => ({ personId: null, via: "ticker", correlationId: requestId });

interface Anew {
  /** Writes that it was asked, also where nothing else changed. */
  readonly noted?: boolean;
  /** Brings in at once everyone whom escalation names. */
  readonly escalate?: boolean;
}

/**
 * Asks policy again about a pending request and writes what changed: another route, a denial, or an approval where the votes
 * that still count fill every place by now. Settled requests stay as they are. Answers who can decide afterwards.
 */
export const redecideRequest = async (
  core: Core,
  requestId: RequestId,
  anew: Anew = {},
): Promise<readonly string[]> => {
  const done = await commitDecided(core, portal(requestId), (now) => judgePending(core, requestId, anew, now));
  return done.ok ? done.value : [];
};

type Nothing = "settled" | "unchanged";

/** What of a pending request policy would have written now. Reads only, so that it also tells what a proposal would come to. */
export const judgePending = async (
  core: Core,
  requestId: RequestId,
  { noted = false, escalate = false }: Anew,
  now: Date,
): Promise<Result<Decided<readonly string[]>, Nothing>> => {
  const request = await core.requests.find(requestId);
  if (!request || statusAt(request, now) !== "pending") return refuse("settled");
  const [ask, votes] = await Promise.all([reloadAsk(core, request), core.requests.votesOf([requestId])]);
  if (!ask) {
    const denied = denyRequest(request, now, { by: "policy", reason: "no_longer_known" });
    return ok({ transition: denied, value: [] });
  }
  const answer = await decideRequest(core, ask, now);
  const guarded = (step: Transition): Transition =>
    together(step, transition({ guards: answer.guards, window: answer.window }));
  const policyNumber = answer.basis.policy.number;
  const entitlements = ask.items.map(({ entitlement }) => entitlement);
  const asked = escalate ? { ...request, escalatedAt: request.escalatedAt ?? now } : request;
  const rerouted = reroute(
    asked,
    { ...answer, policyNumber, entitlements, wholeSeconds: ask.durationSeconds },
    votes,
    now,
  );
  if (!rerouted) return ok({ transition: guarded(denyByPolicy(request, policyNumber, now)), value: [] });
  if (allPassed(rerouted.stages)) {
    const approved = await complete(core, request, { rerouted, votes, ask, answer }, now);
    if (approved) return ok({ transition: guarded(approved), value: [] });
  }
  if (!noted && isUnchanged(request, rerouted.request)) return refuse("unchanged");
  const step = followRoute(request, rerouted, answer.decision.outcome);
  return ok({ transition: guarded(step), value: rerouted.request.approverIds });
};

interface Completed {
  readonly rerouted: Rerouted;
  readonly votes: readonly Vote[];
  readonly ask: Ask;
  readonly answer: Answer;
}

/** Every place is filled by votes that were cast before. Null while nothing may be granted: it then waits as it is. */
const complete = async (
  core: Core,
  before: Request,
  { rerouted: { request, stages }, votes, ask, answer }: Completed,
  now: Date,
): Promise<Transition | null> => {
  const counting = countingVotes(request, stages, votes);
  const given = counting.map(({ durationSeconds }) => durationSeconds ?? request.durationSeconds);
  const durationSeconds = Math.min(request.durationSeconds, ...given);
  const { holder, items } = ask;
  const granted = await grantApproved(core, { request, holder, items, durationSeconds, answer }, now);
  if (!granted.ok) return null;
  const approved = approveByVotes(request, counting, durationSeconds, now);
  const { events } = followRoute(before, { request, stages }, answer.decision.outcome);
  return together(transition({ events }), approved, granted.value);
};

/** After a change of policy, people, groups or entitlements: every pending request is routed as of now. */
export const redecidePending = async (core: Core): Promise<void> => {
  for (const request of await core.requests.pending()) await redecideRequest(core, request.id);
};
