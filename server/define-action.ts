import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { UseCase } from "#core/ports/core.ts";
import { context } from "#server/context.ts";
import type { FieldProblem } from "#server/field-problems.ts";
import { isOwnOrigin } from "#server/is-own-origin.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { parseInput } from "#server/parse-input.ts";
import type { RefusalCode } from "#server/problem-status.ts";
import { type Serialised, serialise } from "#server/serialise.ts";
import { getCaller } from "#server/viewer.ts";

/** What the door itself refuses, before any use case is asked. */
type ActionRefusal = "foreign_origin" | "not_signed_in" | "invalid_input" | "internal_error";

export type ActionResult<T, E extends string> =
  | { readonly ok: true; readonly value: Serialised<T> }
  | {
      readonly ok: false;
      readonly code: E | ActionRefusal;
      /** With `invalid_input`: what is wrong, and where. */
      readonly fields?: readonly FieldProblem[];
      /** With `internal_error`: what the log calls it. */
      readonly correlationId?: string;
    };

/**
 * Makes a server action out of one use case: `export const voteAction = defineAction(voteInput, voteOnRequest)`.
 * In this order: our own Origin, a live session, input that parses, the use case. The action takes exactly one argument and
 * never throws what it could answer. A fault is logged, and shown by its correlation id alone.
 */
export const defineAction = <S extends z.ZodType, Out, E extends RefusalCode>(
  input: S,
  useCase: UseCase<z.output<S>, Out, E>,
): ((given: z.input<S>) => Promise<ActionResult<Out, E>>) => {
  return async (given) => {
    const correlationId = newCorrelationId();
    try {
      if (!isOwnOrigin(await headers())) return { ok: false, code: "foreign_origin" };
      const caller = await getCaller(correlationId);
      if (!caller) return { ok: false, code: "not_signed_in" };
      const parsed = parseInput(input, given);
      if (!parsed.ok) return { ok: false, code: "invalid_input", fields: parsed.error };
      const result = await useCase(context().core, caller, parsed.value);
      return result.ok ? { ok: true, value: serialise(result.value) } : { ok: false, code: result.error };
    } catch (error) {
      unstable_rethrow(error);
      log().error({ err: error, correlationId }, "an action failed");
      return { ok: false, code: "internal_error", correlationId };
    }
  };
};
