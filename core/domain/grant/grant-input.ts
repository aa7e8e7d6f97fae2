import { z } from "zod";
import { grantStatuses } from "#core/domain/grant/grant.ts";
import type { GrantId, PersonId } from "#core/domain/ids.ts";
import { stepUpProofInput } from "#core/domain/step-up/step-up-proof.ts";
import { id, text } from "#core/domain/text-input.ts";

export const grantIdInput = z.strictObject({ grantId: id<GrantId>("grt") });
export type GrantIdInput = z.output<typeof grantIdInput>;

/** A sensitive entitlement's secret is made only for a holder who confirms it at that moment. */
export const credentialInput = z.strictObject({ grantId: id<GrantId>("grt"), stepUp: stepUpProofInput.optional() });
export type CredentialInput = z.output<typeof credentialInput>;

export const revokeGrantInput = z.strictObject({ grantId: id<GrantId>("grt"), reason: text(3, 2000) });
export type RevokeGrantInput = z.output<typeof revokeGrantInput>;

export const listGrantsInput = z.strictObject({
  status: z.enum(grantStatuses).optional(),
  personId: id<PersonId>("per").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListGrantsInput = z.output<typeof listGrantsInput>;
