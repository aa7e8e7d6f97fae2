import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import type { StepUpId } from "#core/domain/ids.ts";
import { id } from "#core/domain/text-input.ts";

const base64url = z
  .string()
  .min(1)
  .max(8000)
  .regex(/^[\w-]+$/);

/** What `navigator.credentials.get` gave, as JSON (WebAuthn 3, 5.1). */
const assertion = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});
export type Assertion = z.output<typeof assertion>;

/** Names what was confirmed, and carries the signature; without one, the identity provider has confirmed it already. */
export const stepUpProofInput = z.strictObject({ stepUpId: id<StepUpId>("stp"), assertion: assertion.optional() });
export type StepUpProof = z.output<typeof stepUpProofInput>;

export const assertionHash = ({ id: credentialId, response }: Assertion): string =>
  bytesToHex(
    sha256(
      utf8ToBytes(
        JSON.stringify([credentialId, response.clientDataJSON, response.authenticatorData, response.signature]),
      ),
    ),
  );
