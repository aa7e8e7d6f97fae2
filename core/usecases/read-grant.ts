import type { Grant } from "#core/domain/grant/grant.ts";
import type { GrantIdInput } from "#core/domain/grant/grant-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { readableRequest } from "#core/usecases/read-request.ts";
import { type GrantView, viewGrants } from "#core/usecases/view-grant.ts";

/** A grant is as readable as its request (domain rule 16). */
export const readableGrant = async (
  core: Core,
  caller: Caller,
  { grantId }: GrantIdInput,
): Promise<Result<Grant, "not_found">> => {
  const grant = await core.grants.find(grantId);
  if (!grant) return refuse("not_found");
  const request = await readableRequest(core, caller, { requestId: grant.requestId });
  return request.ok ? ok(grant) : request;
};

export const readGrant: UseCase<GrantIdInput, GrantView, "not_found"> = async (core, caller, input) => {
  const grant = await readableGrant(core, caller, input);
  const [view] = grant.ok ? await viewGrants(core, caller, [grant.value]) : [];
  return view ? ok(view) : refuse("not_found");
};
