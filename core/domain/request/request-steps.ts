import type { EventKind } from "#core/domain/audit/event.ts";
import { type Request, type RequestStatus, statusAt, type Vote } from "#core/domain/request/request.ts";
import type { Route } from "#core/domain/request/route-request.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";

/** Thrown when code asks for a step that the lifecycle does not have: a fault of ours, never of a caller's. */
class NotPending extends Error {}

const settle = (
  request: Request,
  status: Exclude<RequestStatus, "pending" | "lapsed">,
  kind: EventKind,
  now: Date,
  data: Record<string, unknown>,
): Transition => {
  if (statusAt(request, now) !== "pending") throw new NotPending(`${request.id} is ${statusAt(request, now)}`);
  return transition({
    writes: [update("Request", request, { status, decidedAt: now })],
    // The database's clock decides again under the row's lock: at exactly the deadline it is too late.
    window: { before: request.lapsesAt },
    events: [{ kind, requestId: request.id, personId: request.holderId, data }],
  });
};

/** The record names those whose votes made it so: an earlier vote may have been on something else, or counted for nothing. */
export const approveByVotes = (
  request: Request,
  counting: readonly Vote[],
  durationSeconds: number,
  now: Date,
): Transition => {
  const approvedBy = counting.map(({ voterId }) => voterId);
  return settle(request, "approved", "requestApproved", now, { by: "approvers", durationSeconds, approvedBy });
};

export const denyRequest = (request: Request, now: Date, data: Record<string, unknown>): Transition =>
  settle(request, "denied", "requestDenied", now, data);

export const cancelRequest = (request: Request, now: Date, data: Record<string, unknown> = {}): Transition =>
  settle(request, "cancelled", "requestCancelled", now, data);

/** Only records what is so already: a pending request past its deadline counts as lapsed whoever looks. */
export const lapseRequest = (request: Request): Transition =>
  transition({
    writes: [update("Request", request, { status: "lapsed", decidedAt: request.lapsesAt })],
    window: { from: request.lapsesAt },
    events: [{ kind: "requestLapsed", requestId: request.id, personId: request.holderId }],
  });

/**
 * A vote that settles nothing yet: others may decide now. It moves the request's version, so that two votes never judge the
 * same state.
 */
export const keepPending = (request: Request, route: Route): Transition =>
  transition({ writes: [update("Request", request, route)], window: { before: request.lapsesAt } });
