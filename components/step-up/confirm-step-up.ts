import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import type { z } from "zod";
import type { ActionAnswer } from "#components/action-answer.ts";
import { answered } from "#components/answered.ts";
import type { confirmation } from "#core/domain/step-up/step-up-input.ts";
import { callApi } from "./call-api.ts";
import type { Proof } from "./proof.ts";
import { askAtProvider } from "./provider-question.ts";

/** What is about to be done, as the API takes it. */
export type Confirming = z.input<typeof confirmation>;

interface Begun {
  readonly id: string;
  readonly method: "passkey" | "oidc";
  readonly options: PublicKeyCredentialRequestOptionsJSON | null;
  readonly url: string | null;
}

/** Asks for what confirms exactly this: a passkey, or the identity provider. Cancelled and impossible are refusals like any other. */
export const confirmStepUp = async (confirm: Confirming): Promise<ActionAnswer<Proof>> => {
  const begun = await callApi<Begun>("/api/v1/step-ups", { confirm });
  if (!begun.ok) return begun;
  const { id: stepUpId, options, url } = begun.value;
  if (url !== null) return askAtProvider(stepUpId, url);
  if (!options) return { ok: false, code: "no_passkey" };
  // Fetched when somebody confirms for the first time: most pages are left without.
  const { browserSupportsWebAuthn, startAuthentication } = await import("@simplewebauthn/browser");
  if (!browserSupportsWebAuthn()) return { ok: false, code: "passkeys_unsupported" };
  try {
    return { ok: true, value: { stepUpId, assertion: asProof(await startAuthentication({ optionsJSON: options })) } };
  } catch {
    // Cancelled, timed out, or none of the passkeys is at hand: browsers do not say which (WebAuthn 3, 14.5.2).
    return { ok: false, code: "step_up_cancelled" };
  }
};

const asProof = ({ id, rawId, response }: AuthenticationResponseJSON): NonNullable<Proof["assertion"]> => {
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    ...{ id, rawId, type: "public-key" },
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle ? { userHandle } : {}) },
    clientExtensionResults: {},
  };
};

/**
 * Does something that may have to be confirmed: with a confirmation where it is known to be needed, or where the first try says
 * so. Whoever is asked has pressed the button of this very thing just before.
 */
export const withStepUp = async <T>(
  confirm: Confirming,
  isNeeded: boolean,
  act: (stepUp?: Proof) => Promise<ActionAnswer<T>>,
): Promise<ActionAnswer<T>> =>
  answered(async () => {
    if (!isNeeded) {
      const answer = await act();
      if (answer.ok || answer.code !== "step_up_required") return answer;
    }
    const confirmed = await confirmStepUp(confirm);
    return confirmed.ok ? act(confirmed.value) : confirmed;
  });
