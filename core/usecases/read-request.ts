import type { RequestId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type RequestView, viewRequests } from "#core/usecases/view-request.ts";

/** One request, as far as the caller may see it. Whoever may not see it gets the answer of one that does not exist. */
export const readRequest: UseCase<{ requestId: RequestId }, RequestView, "not_found"> = async (core, caller, input) => {
  const request = await core.requests.find(input.requestId);
  const [view] = request ? await viewRequests(core, caller, [request]) : [];
  return view ? ok(view) : refuse("not_found");
};
