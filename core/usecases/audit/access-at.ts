import type { AccessAtInput } from "#core/domain/audit/audit-input.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type GrantView, viewGrants } from "#core/usecases/view-grant.ts";

/** Who held an entitlement, or what a person held, at an instant: every grant that the target may have carried then. */
export const accessAt: UseCase<AccessAtInput, { at: Date; items: readonly GrantView[] }, "not_allowed"> = async (
  core,
  caller,
  { entitlementId, personId, at },
) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  const where = entitlementId ? { entitlementId } : personId ? { personId } : null;
  if (!where) throw new Error("accessAt needs an entitlement or a person");
  return ok({ at, items: await viewGrants(core, caller, await core.grants.at(where, at)) });
};
