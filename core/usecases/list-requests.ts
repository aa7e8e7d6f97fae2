import type { PageOf } from "#core/domain/page.ts";
import type { ListRequestsInput } from "#core/domain/request/request-input.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { type RequestView, viewRequests } from "#core/usecases/view-request.ts";

/**
 * The requests that the caller may see, newest first: all, their own, or those that wait for their vote. An auditor who reads
 * everybody's is on record.
 */
export const listRequests: UseCase<ListRequestsInput, PageOf<RequestView>, never> = async (core, caller, input) => {
  const { id, roles } = caller.person;
  const seesAll = roles.includes("auditor") || roles.includes("administrator");
  const page = await core.requests.page(
    {
      status: input.status,
      party: input.mine ? id : undefined,
      toDecideBy: input.toDecide ? id : undefined,
      readableBy: seesAll ? undefined : id,
    },
    { limit: input.limit, cursor: input.cursor },
  );
  if (roles.includes("auditor") && !input.mine && !input.toDecide)
    await recordReading(core, caller, "auditRead", JSON.stringify({ requests: input.status ?? "all" }));
  return ok({ items: await viewRequests(core, caller, page.items), nextCursor: page.nextCursor });
};
