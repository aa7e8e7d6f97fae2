import { z } from "zod";
import type { EntitlementId, PersonId } from "#core/domain/ids.ts";
import { instantInput } from "#core/domain/instant-input.ts";
import { id, text } from "#core/domain/text-input.ts";

const document = z.string().max(256_000);

/** A policy text as it is being written: any text, however wrong, so that its problems can be told. */
export const checkPolicyInput = z.strictObject({ document });

/** How far back to look. A cursor goes on listing differences where a page ended. */
export const replaySpan = {
  days: z.coerce.number().int().min(1).max(400).default(30),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
};

/** A policy text, and how far back to look. */
export const replayPolicyInput = z.strictObject({ document, ...replaySpan });
export type ReplayPolicyInput = z.output<typeof replayPolicyInput>;

/** Who asks for what, and when: without a text the policy in force answers, without an instant it is now. */
export const simulatePolicyInput = z.strictObject({
  document: document.optional(),
  requesterId: id<PersonId>("per"),
  holderId: id<PersonId>("per").optional(),
  entitlementId: id<EntitlementId>("ent"),
  durationSeconds: z.int().min(5).max(31_536_000),
  justification: z.string().max(2_000).default(""),
  ticket: text(1, 200).optional(),
  at: instantInput.optional(),
});
export type SimulatePolicyInput = z.output<typeof simulatePolicyInput>;
