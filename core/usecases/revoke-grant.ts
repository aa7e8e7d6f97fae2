import type { RevokeGrantInput } from "#core/domain/grant/grant-input.ts";
import type { UseCase } from "#core/ports/core.ts";
import { endOneGrant, type EndRefusal } from "#core/usecases/end-grant.ts";
import { readableGrant } from "#core/usecases/read-grant.ts";
import { type GrantView, revocable } from "#core/usecases/view-grant.ts";

/** Ends somebody else's access: for administrators, approvers of its request, and owners of the resource. */
export const revokeGrant: UseCase<RevokeGrantInput, GrantView, EndRefusal> = async (core, caller, input) => {
  const readable = await readableGrant(core, caller, input);
  if (!readable.ok) return readable;
  const mayRevoke = await revocable(core, caller, [readable.value]);
  const ending = { grantId: input.grantId, reason: "revoked", comment: input.reason } as const;
  return endOneGrant(core, caller, ending, mayRevoke);
};
