import { z } from "zod";
import type { ChangeId, GrantId, PasskeyId, StepUpId } from "#core/domain/ids.ts";
import { submitRequestInput, voteInput } from "#core/domain/request/request-input.ts";
import { stepUpProofInput } from "#core/domain/step-up/step-up-proof.ts";
import { id, text } from "#core/domain/text-input.ts";

const votes = z
  .array(voteInput.omit({ comment: true, stepUp: true }))
  .min(1)
  .max(100)
  .refine((each) => new Set(each.map(({ requestId }) => requestId)).size === each.length, "must be distinct");

/** What somebody is about to do, and will confirm: one decision, or one listed batch of votes. */
export const confirmation = z.discriminatedUnion("purpose", [
  z.strictObject({ purpose: z.literal("vote"), votes }),
  z.strictObject({
    purpose: z.literal("change"),
    changeId: id<ChangeId>("chg"),
    decision: z.enum(["approve", "reject"]),
  }),
  z.strictObject({
    purpose: z.literal("credential"),
    grantId: id<GrantId>("grt"),
    decision: z.enum(["reveal", "rotate"]),
  }),
  z.strictObject({ purpose: z.literal("request"), wish: submitRequestInput.omit({ stepUp: true }) }),
  z.strictObject({ purpose: z.literal("identity") }),
]);
export type Confirmation = z.output<typeof confirmation>;

export const beginStepUpInput = z.strictObject({ confirm: confirmation });
export type BeginStepUpInput = z.output<typeof beginStepUpInput>;

export const proveIdentityInput = z.strictObject({ stepUp: stepUpProofInput });
export type ProveIdentityInput = z.output<typeof proveIdentityInput>;

const passkeyName = text(1, 100);
/** What `navigator.credentials.create` gave, as JSON (WebAuthn 3, 5.1); the library that verifies it reads it strictly. */
const attestation = z.record(z.string(), z.unknown());

export const enrolPasskeyInput = z.strictObject({
  stepUpId: id<StepUpId>("stp"),
  name: passkeyName,
  attestation,
});
export type EnrolPasskeyInput = z.output<typeof enrolPasskeyInput>;

export const passkeyIdInput = z.strictObject({ passkeyId: id<PasskeyId>("pky") });
export const renamePasskeyInput = z.strictObject({ passkeyId: id<PasskeyId>("pky"), name: passkeyName });
export type RenamePasskeyInput = z.output<typeof renamePasskeyInput>;

export const recoveryCodeInput = z.strictObject({ code: text(1, 60) });
export type RecoveryCodeInput = z.output<typeof recoveryCodeInput>;
