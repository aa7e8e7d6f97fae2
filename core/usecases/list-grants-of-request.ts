import type { RequestId } from "#core/domain/ids.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { readGrant } from "#core/usecases/read-grant.ts";
import { readableRequest } from "#core/usecases/read-request.ts";
import { type GrantView, viewGrants } from "#core/usecases/view-grant.ts";

/** What came of a request: its grants, or the grant whose deadline it asks to move. For whoever may read the request. */
export const listGrantsOfRequest: UseCase<{ requestId: RequestId }, readonly GrantView[], "not_found"> = async (
  core,
  caller,
  { requestId },
) => {
  const readable = await readableRequest(core, caller, { requestId });
  if (!readable.ok) return readable;
  const { extendsGrantId } = readable.value;
  if (extendsGrantId === null) return ok(await viewGrants(core, caller, await core.grants.ofRequests([requestId])));
  // The grant came of another request, which this reader may not be allowed to know.
  const extended = await readGrant(core, caller, { grantId: extendsGrantId });
  return ok(extended.ok ? [extended.value] : []);
};
