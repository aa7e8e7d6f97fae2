import { cookies, headers } from "next/headers";
import { signInInput } from "#core/domain/directory/sign-in-input.ts";
import { signInWithPassword } from "#core/usecases/sign-in/sign-in-with-password.ts";
import { clientAddress } from "#server/client-address.ts";
import { context } from "#server/context.ts";
import { isOwnOrigin } from "#server/is-own-origin.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { sessionCookie } from "#server/sign-in/session-cookie.ts";

export type SignInState =
  | { readonly code: "foreign_origin" | "wrong_credentials" }
  | { readonly code: "rate_limited"; readonly retryAfterSeconds: number }
  | { readonly code: "internal_error"; readonly correlationId: string };

/**
 * Opens a session for what a sign-in form carries (`email`, `password`) and sets its cookie. Null when that is done. What does
 * not even look like an e-mail address gets the answer that a wrong password gets.
 */
export const signInWithForm = async (form: FormData): Promise<SignInState | null> => {
  const correlationId = newCorrelationId();
  try {
    const sent = await headers();
    if (!isOwnOrigin(sent)) return { code: "foreign_origin" };
    const input = signInInput.safeParse({ email: form.get("email"), password: form.get("password") });
    if (!input.success) return { code: "wrong_credentials" };
    const browser = { address: clientAddress(sent), userAgent: sent.get("user-agent"), correlationId };
    const result = await signInWithPassword(context().core, input.data, browser);
    if (!result.ok) {
      const { error } = result;
      if (error.code === "wrong_credentials") return error;
      return { code: error.code, retryAfterSeconds: Math.ceil(error.retryAfterMs / 1000) };
    }
    (await cookies()).set(await sessionCookie(result.value.sessionId));
    return null;
  } catch (error) {
    log().error({ err: error, correlationId }, "signing in failed");
    return { code: "internal_error", correlationId };
  }
};
