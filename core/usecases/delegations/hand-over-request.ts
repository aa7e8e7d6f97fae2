import type { HandOverInput } from "#core/domain/delegation/delegation-input.ts";
import type { Delegation } from "#core/domain/delegation/delegation.ts";
import { checkVote, type VoteRefusal } from "#core/domain/request/check-vote.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { guard, together, transition } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { delegated } from "#core/usecases/delegations/set-delegation.ts";
import { readableRequest } from "#core/usecases/read-request.ts";
import { redecideRequest } from "#core/usecases/redecide-request.ts";
import { type RequestView } from "#core/usecases/view-request.ts";

type HandOverRefusal = VoteRefusal | "unknown_person" | "own_account" | "busy";

/**
 * An approver gives their own vote on one request to somebody else: a stand-in for this request alone, until it lapses. What
 * they hold for others they cannot pass on, and requester and holder can be given nothing.
 */
export const handOverRequest: UseCase<HandOverInput, RequestView, HandOverRefusal> = async (core, caller, input) => {
  const readable = await readableRequest(core, caller, input);
  if (!readable.ok) return readable;
  const id = core.ids.newId("del");
  const done = await commitDecided(core, caller.actor, (now) => handedOver(core, caller, { ...input, id }, now));
  if (!done.ok) return done;
  await redecideRequest(core, input.requestId);
  return readableRequest(core, caller, input);
};

const handedOver = async (
  core: Core,
  { person }: Caller,
  { id, requestId, delegateId, note }: HandOverInput & Pick<Delegation, "id">,
  now: Date,
): Promise<Result<Decided<null>, HandOverRefusal>> => {
  const request = await core.requests.find(requestId);
  if (!request) return refuse("not_found");
  if (delegateId === request.requesterId || delegateId === request.holderId) return refuse("own_request");
  const votes = await core.requests.votesOf([requestId]);
  const ballot = { vote: "deny", digest: request.digest } as const;
  const may = checkVote(request, request.decision, votes, person.id, ballot, now);
  if (!may.ok) return may;
  if (may.value.forId !== null) return refuse("not_found");
  const row: Delegation = {
    ...{ id, version: 1, personId: person.id, delegateId, requestId, note: note ?? null },
    ...{ startsAt: now, endsAt: request.lapsesAt, endedAt: null, createdAt: now },
  };
  const step = await delegated(core, row, await core.policies.epochs());
  if (!step.ok) return step;
  const still = transition({ guards: [guard("Request", request)], window: { before: request.lapsesAt } });
  return ok({ transition: together(step.value, still), value: null });
};
