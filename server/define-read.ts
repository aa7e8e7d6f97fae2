import { notFound } from "next/navigation";
import type { z } from "zod";
import { BadCursor } from "#core/domain/page.ts";
import type { UseCase } from "#core/ports/core.ts";
import { context } from "#server/context.ts";
import { parseInput } from "#server/parse-input.ts";
import { type Serialised, serialise } from "#server/serialise.ts";
import { viewer } from "#server/viewer.ts";

/** What a page shows as "there is no such thing": unknown and not for this reader look the same. */
const absent: ReadonlySet<string> = new Set(["not_found", "not_allowed"]);

/**
 * Makes a page's read out of one use case: `export const readRequestPage = defineRead(requestIdInput, readRequest)`.
 * Nobody is sent to the sign-in page; what does not exist for this reader, and input that names nothing, is a 404. Any other
 * refusal is thrown: a read has nothing to negotiate. Instants come as ISO 8601, as they do over HTTP, so that what the server
 * draws and what the browser fetches later are the same values.
 */
export const defineRead = <S extends z.ZodType, Out, E extends string>(
  input: S,
  useCase: UseCase<z.output<S>, Out, E>,
): ((given: z.input<S>) => Promise<Serialised<Out>>) => {
  return async (given) => {
    const caller = await viewer();
    const parsed = parseInput(input, given);
    if (!parsed.ok) notFound();
    const result = await useCase(context().core, caller, parsed.value).catch((error: unknown) => {
      // The address of a page of a list, mistyped or made up.
      if (error instanceof BadCursor) notFound();
      throw error;
    });
    if (result.ok) return serialise(result.value);
    if (absent.has(result.error)) notFound();
    throw new Error(`a read was refused: ${result.error}`);
  };
};
