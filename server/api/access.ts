import type { BreakGlassReviewId, GrantId, RequestId } from "#core/domain/ids.ts";
import { mayCloseReview } from "#core/domain/request/break-glass-review.ts";
import { checkVote } from "#core/domain/request/check-vote.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { readableGrant } from "#core/usecases/read-grant.ts";
import { readableRequest } from "#core/usecases/read-request.ts";
import { revocable } from "#core/usecases/view-grant.ts";

/**
 * What a route asks before it looks at a body: may this person touch what the path names? Only an earlier look at what the use
 * case will ask again, under its locks; passing here permits nothing.
 */
type Access<In, E extends string> = UseCase<In, null, E>;

export const requesterOnly: Access<{ requestId: RequestId }, "not_found" | "not_allowed"> = async (
  core,
  caller,
  input,
) => {
  const request = await readableRequest(core, caller, input);
  if (!request.ok) return request;
  return request.value.requester.id === caller.person.id ? ok(null) : refuse("not_allowed");
};

export const voterOnly: Access<{ requestId: RequestId }, "not_found" | "own_request" | "not_allowed"> = async (
  core,
  caller,
  { requestId },
) => {
  const readable = await readableRequest(core, caller, { requestId });
  const request = readable.ok ? await core.requests.find(requestId) : null;
  if (!request) return refuse("not_found");
  const [votes, now] = await Promise.all([core.requests.votesOf([requestId]), core.clock.now()]);
  const ballot = { vote: "approve", digest: request.digest } as const;
  const checked = checkVote(request, request.decision, votes, caller.person.id, ballot, now);
  if (checked.ok) return ok(null);
  if (checked.error === "own_request") return refuse("own_request");
  // Whoever may read it but not decide it knows already that it exists.
  return checked.error === "not_found" ? refuse("not_allowed") : ok(null);
};

export const holderOnly: Access<{ grantId: GrantId }, "not_found" | "not_allowed"> = async (core, caller, input) => {
  const grant = await readableGrant(core, caller, input);
  if (!grant.ok) return grant;
  return grant.value.holderId === caller.person.id ? ok(null) : refuse("not_allowed");
};

export const revokerOnly: Access<{ grantId: GrantId }, "not_found" | "not_allowed"> = async (core, caller, input) => {
  const grant = await readableGrant(core, caller, input);
  if (!grant.ok) return grant;
  const mayRevoke = await revocable(core, caller, [grant.value]);
  return mayRevoke(grant.value) ? ok(null) : refuse("not_allowed");
};

/** Whoever may close a review of emergency access. */
export const reviewCloserOnly: Access<{ reviewId: BreakGlassReviewId }, "not_found" | "own_request"> = async (
  core,
  { person },
  { reviewId },
) => {
  const review = await core.breakGlassReviews.find(reviewId);
  if (!review) return refuse("not_found");
  if (person.id === review.requesterId || person.id === review.holderId) return refuse("own_request");
  return mayCloseReview(review, person) ? ok(null) : refuse("not_found");
};
