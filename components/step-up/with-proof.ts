import type { ActionAnswer } from "#components/action-answer.ts";
import { answered } from "#components/answered.ts";
import { confirmStepUp } from "./confirm-step-up.ts";
import { callApi } from "./call-api.ts";

type Verify = (input: { readonly password: string }) => Promise<ActionAnswer<unknown>>;

/** The person has a password and must type it; shown as a field, because no prompt of the browser asks for it. */
interface PasswordNeeded {
  readonly ok: false;
  readonly code: "password_needed";
}

/** Whoever came through the identity provider has no password here to fall back on. */
const saidByProvider: ReadonlySet<string> = new Set([
  "provider_declined",
  "other_identity",
  "not_asked_anew",
  "provider_unreachable",
]);

/**
 * Does something that needs a proof of identity of the last 5 minutes. Where it is missing, a passkey or the identity provider
 * is asked; whoever has neither at hand is asked for their password, and comes back with it.
 */
export const withProof = async <T>(
  verify: Verify,
  password: string | null,
  act: () => Promise<ActionAnswer<T>>,
): Promise<ActionAnswer<T> | PasswordNeeded> => answered(() => proveAndAct(verify, password, act));

const proveAndAct = async <T>(
  verify: Verify,
  password: string | null,
  act: () => Promise<ActionAnswer<T>>,
): Promise<ActionAnswer<T> | PasswordNeeded> => {
  if (password !== null) {
    const typed = await verify({ password });
    if (!typed.ok) return typed;
  }
  const answer = await act();
  if (answer.ok || (answer.code !== "verification_needed" && answer.code !== "passkey_needed")) return answer;
  const confirmed = await confirmStepUp({ purpose: "identity" });
  const proof = confirmed.ok ? await callApi("/api/v1/me/verification", { stepUp: confirmed.value }) : confirmed;
  if (proof.ok) return act();
  const isPasswordLeft = answer.code === "verification_needed" && password === null && !saidByProvider.has(proof.code);
  return isPasswordLeft ? { ok: false, code: "password_needed" } : proof;
};
