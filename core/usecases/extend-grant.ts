import { isOffered } from "#core/domain/catalogue/entitlement.ts";
import { recentVerificationMs } from "#core/domain/directory/session.ts";
import type { ExtendGrantInput } from "#core/domain/request/request-input.ts";
import type { Request } from "#core/domain/request/request.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import type { GrantRefusal } from "#core/usecases/grant-approved.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { presentCaller } from "#core/usecases/load-ask.ts";
import { readableGrant } from "#core/usecases/read-grant.ts";
import { submission } from "#core/usecases/submit-request.ts";
import { type RequestView, viewRequest } from "#core/usecases/view-request.ts";

type ExtendRefusal =
  "not_found" | "not_allowed" | "verification_needed" | "unknown_entitlement" | GrantRefusal | "busy";

/**
 * Asks for more time on an active grant: a request of its own, decided anew by policy over the whole time that the access
 * would last. Its approval moves the deadline of the same grant. The holder must have proved who they are lately, in the session that asks (rule 9).
 */
export const extendGrant: UseCase<ExtendGrantInput, RequestView, ExtendRefusal> = async (core, caller, input) => {
  const readable = await readableGrant(core, caller, input);
  if (!readable.ok) return readable;
  if (readable.value.holderId !== caller.person.id) return refuse("not_allowed");
  const id = core.ids.newId("req");
  const submitted = await commitDecided(core, caller.actor, (now) => asked(core, caller, id, input, now));
  if (!submitted.ok) return submitted;
  core.wake.due();
  return ok(await viewRequest(core, caller, submitted.value));
};

const asked = async (
  core: Core,
  caller: Caller,
  id: Request["id"],
  { grantId, durationSeconds, justification }: ExtendGrantInput,
  now: Date,
): Promise<Result<Decided<Request>, ExtendRefusal>> => {
  const grant = await core.grants.find(grantId);
  if (!grant) return refuse("not_found");
  if (grant.status !== "active" || !grant.expiresAt || grant.expiresAt <= now) return refuse("grant_over");
  // This very session: neither a token nor somebody else's browser may lean on a proof that was given elsewhere.
  const session = caller.session && (await core.sessions.find(caller.session.id));
  if (!session || now.getTime() - session.verifiedAt.getTime() > recentVerificationMs)
    return refuse("verification_needed");
  const items = await core.catalogue.ofIds([grant.entitlementId]);
  if (!items.every(isOffered)) return refuse("unknown_entitlement");
  const holder = await presentCaller(core, caller);
  if (!holder) return refuse("not_allowed");
  const ask = {
    requester: holder,
    holder,
    items,
    durationSeconds: grant.durationSeconds + durationSeconds,
    justification,
    ticket: null,
    startsAt: null,
    extendsGrantId: grantId,
    session: caller.session,
    address: caller.address,
  };
  return submission(core, id, ask, now);
};
