import type { RequestId } from "#core/domain/ids.ts";
import { mayReadRequest } from "#core/domain/request/may-read-request.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { type RequestView, viewRequests } from "#core/usecases/view-request.ts";

type Read = UseCase<{ requestId: RequestId }, RequestView, "not_found">;

/**
 * One request, as far as the caller may see it. Whoever may not see it gets the answer of one that does not exist. An auditor
 * who reads words that were not said to them is on record, once in a quarter of an hour.
 */
export const readRequest: Read = async (core, caller, input) => {
  const readable = await readableRequest(core, caller, input);
  if (readable.ok && (await isSeenByDuty(core, caller, input.requestId)))
    await recordReading(core, caller, "auditRead", JSON.stringify({ request: input.requestId }));
  return readable;
};

/** The same for what only asks whether the caller may know of it: nobody reads, so nothing is recorded. */
export const readableRequest: Read = async (core, caller, input) => {
  const request = await core.requests.find(input.requestId);
  const [view] = request ? await viewRequests(core, caller, [request]) : [];
  return view ? ok(view) : refuse("not_found");
};

/** Whether nothing but the duty of an auditor shows them its justification. */
const isSeenByDuty = async (core: Core, { person }: Caller, requestId: RequestId): Promise<boolean> => {
  if (!person.roles.includes("auditor")) return false;
  const [request, votes, now] = await Promise.all([
    core.requests.find(requestId),
    core.requests.votesOf([requestId]),
    core.clock.now(),
  ]);
  const asAnyone = { personId: person.id, roles: [], ownsResource: false };
  return request !== null && mayReadRequest(request, votes, asAnyone, now) !== "full";
};
