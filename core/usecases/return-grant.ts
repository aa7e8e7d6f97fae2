import type { GrantIdInput } from "#core/domain/grant/grant-input.ts";
import type { UseCase } from "#core/ports/core.ts";
import { endOneGrant, type EndRefusal } from "#core/usecases/end-grant.ts";
import { readableGrant } from "#core/usecases/read-grant.ts";
import type { GrantView } from "#core/usecases/view-grant.ts";

/** The holder gives access back before its time. A scheduled grant is cancelled. */
export const returnGrant: UseCase<GrantIdInput, GrantView, EndRefusal> = async (core, caller, { grantId }) => {
  const readable = await readableGrant(core, caller, { grantId });
  if (!readable.ok) return readable;
  const ending = { grantId, reason: "returned", comment: null } as const;
  return endOneGrant(core, caller, ending, (grant) => grant.holderId === caller.person.id);
};
