import type { RequestId } from "#core/domain/ids.ts";
import { cancelRequest as cancelled } from "#core/domain/request/request-steps.ts";
import { statusAt } from "#core/domain/request/request.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { readableRequest } from "#core/usecases/read-request.ts";
import { type RequestView, viewRequest } from "#core/usecases/view-request.ts";

type CancelRefusal = "not_found" | "not_allowed" | "not_pending" | "busy";

/** The requester takes a pending request back. */
export const cancelRequest: UseCase<{ requestId: RequestId }, RequestView, CancelRefusal> = async (
  core,
  caller,
  { requestId },
) => {
  const readable = await readableRequest(core, caller, { requestId });
  if (!readable.ok) return readable;
  const done = await commitDecided(core, caller.actor, async (now) => {
    const request = await core.requests.find(requestId);
    if (!request) return refuse("not_found");
    if (request.requesterId !== caller.person.id) return refuse("not_allowed");
    if (statusAt(request, now) !== "pending") return refuse("not_pending");
    return ok({ transition: cancelled(request, now), value: requestId });
  });
  if (!done.ok) return done;
  const request = await core.requests.find(requestId);
  return request ? ok(await viewRequest(core, caller, request)) : refuse("not_found");
};
