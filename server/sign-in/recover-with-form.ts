import { headers } from "next/headers";
import { recoverSignInInput } from "#core/domain/directory/sign-in-input.ts";
import { type RecoverRefusal, recoverSignIn } from "#core/usecases/sign-in/recover-sign-in.ts";
import { clientAddress } from "#server/client-address.ts";
import { context } from "#server/context.ts";
import type { FieldProblem } from "#server/field-problems.ts";
import { isOwnOrigin } from "#server/is-own-origin.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { parseInput } from "#server/parse-input.ts";

export type RecoverState =
  | { readonly code: RecoverRefusal | "foreign_origin" }
  | { readonly code: "invalid_input"; readonly fields: readonly FieldProblem[] }
  | { readonly code: "internal_error"; readonly correlationId: string };

/** What the form of a recovery link carries: `token`, and `password` where there is one to be set. Null when it is done. */
export const recoverWithForm = async (form: FormData): Promise<RecoverState | null> => {
  const correlationId = newCorrelationId();
  try {
    const sent = await headers();
    if (!isOwnOrigin(sent)) return { code: "foreign_origin" };
    const given = { token: form.get("token"), password: form.get("password") ?? undefined };
    const input = parseInput(recoverSignInInput, given);
    if (!input.ok) return { code: "invalid_input", fields: input.error };
    const from = { address: clientAddress(sent), correlationId };
    const done = await recoverSignIn(context().core, input.value, from);
    return done.ok ? null : { code: done.error };
  } catch (error) {
    log().error({ err: error, correlationId }, "a sign-in could not be recovered");
    return { code: "internal_error", correlationId };
  }
};
