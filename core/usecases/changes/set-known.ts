import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { ok, type Result } from "#core/domain/result.ts";
import { insert, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";

/** Lets the access of an account stand that no grant explains, with the reason; or no longer. It is shown all the same. */
export const setKnown = async (
  core: Core,
  { targetId, entitlementId, account, reason, retire }: Extract<ProposedChange, { kind: "known" }>,
  now: Date,
): Promise<Result<Transition, ApplyRefusal>> => {
  const known = await core.standing.findKnown(entitlementId, account);
  const changes = { reason, retiredAt: retire ? now : null };
  const row = { id: core.ids.newId("kno"), version: 1, targetId, entitlementId, account, createdAt: now, ...changes };
  return ok(
    transition({
      writes: [known ? update("KnownAccess", known, changes) : insert("KnownAccess", row)],
      events: [{ kind: retire ? "accessUnknown" : "accessKnown", targetId, entitlementId, data: { account, reason } }],
    }),
  );
};
