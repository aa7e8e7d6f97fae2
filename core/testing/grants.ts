import type { Grant } from "#core/domain/grant/grant.ts";
import type { EntitlementId, GrantId, HoldingId, PersonId, RequestId, TargetId } from "#core/domain/ids.ts";

const zero = Date.UTC(2030, 0, 1, 12);

/** An instant, in seconds and milliseconds after an arbitrary noon. */
export const at = (seconds: number, ms = 0): Date => new Date(zero + seconds * 1000 + ms);

/** A grant of one minute that was asked for at `at(0)`. */
export const aGrant = (parts: Partial<Grant> = {}): Grant => ({
  id: "grt_example" as GrantId,
  version: 1,
  status: "activating",
  requestId: "req_example" as RequestId,
  holdingId: "hld_example" as HoldingId,
  holderId: "per_holder" as PersonId,
  entitlementId: "ent_example" as EntitlementId,
  targetId: "tgt_example" as TargetId,
  durationSeconds: 60,
  scheduledFor: null,
  startsAt: null,
  activateBy: null,
  removeBy: null,
  readyAt: null,
  expiresAt: null,
  endReason: null,
  endingAt: null,
  endedAt: null,
  provedAt: null,
  credentialRevealedAt: null,
  requestedAt: at(0),
  createdAt: at(0),
  ...parts,
});
