import { z } from "zod";
import { beginStepUpInput, proveIdentityInput } from "#core/domain/step-up/step-up-input.ts";
import { beginStepUp } from "#core/usecases/step-up/begin-step-up.ts";
import { proveIdentity } from "#core/usecases/step-up/prove-identity.ts";
import { stepUpRefusals } from "#server/api/step-up-refusals.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { instant } from "#server/api/schemas/parts.ts";

const challenge = "J3x0bqk1R8m4fVt2yWc6nLp9sZd5hGa7uQe3oKi0jXw";

export const beginStepUpOperation = defineOperation({
  id: "beginStepUp",
  method: "POST",
  path: "/step-ups",
  summary:
    "Prepare the confirmation of one decision, or of one listed batch, with a passkey or at the identity provider",
  scope: null,
  roles: ["anyone"],
  sessionOnly: true,
  input: beginStepUpInput,
  output: z.object({
    id: z.string(),
    method: z.enum(["passkey", "oidc"]),
    statement: z.string().describe("Exactly what is authorised; the challenge is its SHA-256"),
    challenge: z.string(),
    expiresAt: instant,
    options: z.record(z.string(), z.unknown()).nullable().describe("For navigator.credentials.get"),
    url: z.string().nullable().describe("Where the identity provider asks, for whoever has no passkey"),
  }),
  status: 201,
  useCase: beginStepUp,
  refusals: ["session_needed", "no_passkey", "passkey_too_young", "not_found", "provider_unreachable", "busy"],
  example: {
    input: {
      confirm: {
        purpose: "vote",
        votes: [{ requestId: exampleIds.request, digest: examples.request.digest, vote: "approve" }],
      },
    },
    output: {
      id: exampleIds.stepUp,
      method: "passkey",
      statement: `["lapse-step-up-1","${exampleIds.stepUp}","vote",…]`,
      challenge,
      expiresAt: examples.at("09:10:00"),
      options: { challenge, rpId: "lapse.example.com", userVerification: "required", allowCredentials: [] },
      url: null,
    },
  },
});

export const proveIdentityOperation = defineOperation({
  id: "proveIdentity",
  method: "POST",
  path: "/me/verification",
  summary: "Prove again who you are, with what was begun for the purpose `identity`",
  scope: null,
  roles: ["anyone"],
  sessionOnly: true,
  input: proveIdentityInput,
  output: z.object({ verifiedAt: instant }),
  useCase: proveIdentity,
  refusals: ["session_needed", ...stepUpRefusals, "busy"],
  example: {
    input: {
      stepUp: {
        stepUpId: exampleIds.stepUp,
        assertion: {
          ...{ id: "bm90LWEta2V5", rawId: "bm90LWEta2V5", type: "public-key" },
          response: { clientDataJSON: "e30", authenticatorData: "AAAA", signature: "AAAA" },
          clientExtensionResults: {},
        },
      },
    },
    output: { verifiedAt: examples.at("09:00:00") },
  },
});
