import { headers } from "next/headers";
import { firstAdministratorInput } from "#core/domain/directory/sign-in-input.ts";
import { createFirstAdministrator, type SetupRefusal } from "#core/usecases/setup/create-first-administrator.ts";
import { clientAddress } from "#server/client-address.ts";
import { context } from "#server/context.ts";
import type { FieldProblem } from "#server/field-problems.ts";
import { isOwnOrigin } from "#server/is-own-origin.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { parseInput } from "#server/parse-input.ts";

export type SetupState =
  | { readonly code: SetupRefusal | "foreign_origin" }
  | { readonly code: "invalid_input"; readonly fields: readonly FieldProblem[] }
  | { readonly code: "internal_error"; readonly correlationId: string };

/** What the form of the console link carries: `token`, `email`, `name`, `password`. Null when the administrator is made. */
export const createAdministratorWithForm = async (form: FormData): Promise<SetupState | null> => {
  const correlationId = newCorrelationId();
  try {
    const sent = await headers();
    if (!isOwnOrigin(sent)) return { code: "foreign_origin" };
    const given = Object.fromEntries(["token", "email", "name", "password"].map((name) => [name, form.get(name)]));
    const input = parseInput(firstAdministratorInput, given);
    if (!input.ok) return { code: "invalid_input", fields: input.error };
    const browser = { address: clientAddress(sent), correlationId };
    const made = await createFirstAdministrator(context().core, input.value, browser);
    return made.ok ? null : { code: made.error };
  } catch (error) {
    log().error({ err: error, correlationId }, "the first administrator could not be made");
    return { code: "internal_error", correlationId };
  }
};
