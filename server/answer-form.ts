import { headers } from "next/headers";
import type { z } from "zod";
import type { Result } from "#core/domain/result.ts";
import type { Core } from "#core/ports/core.ts";
import { clientAddress } from "#server/client-address.ts";
import { context } from "#server/context.ts";
import type { FieldProblem } from "#server/field-problems.ts";
import { isOwnOrigin } from "#server/is-own-origin.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { parseInput } from "#server/parse-input.ts";

/** Why the form of a link from the console did nothing. */
export type FormRefusal<E extends string> =
  | { readonly code: E | "foreign_origin" }
  | { readonly code: "invalid_input"; readonly fields: readonly FieldProblem[] }
  | { readonly code: "internal_error"; readonly correlationId: string };

interface Answering<T, E extends string> {
  readonly input: z.ZodType<T>;
  readonly given: unknown;
  readonly use: (
    core: Core,
    input: T,
    from: { readonly address: string | null; readonly correlationId: string },
  ) => Promise<Result<unknown, E>>;
  /** For the log, where it breaks. */
  readonly fault: string;
}

/** Runs a use case for a form of a caller without a session, from the portal's own pages alone. Null when it is done. */
export const answerForm = async <T, E extends string>({
  input,
  given,
  use,
  fault,
}: Answering<T, E>): Promise<FormRefusal<E> | null> => {
  const correlationId = newCorrelationId();
  try {
    const sent = await headers();
    if (!isOwnOrigin(sent)) return { code: "foreign_origin" };
    const parsed = parseInput(input, given);
    if (!parsed.ok) return { code: "invalid_input", fields: parsed.error };
    const done = await use(context().core, parsed.value, { address: clientAddress(sent), correlationId });
    return done.ok ? null : { code: done.error };
  } catch (error) {
    log().error({ err: error, correlationId }, fault);
    return { code: "internal_error", correlationId };
  }
};
