import type { z } from "zod";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { type FieldProblem, fieldProblems } from "#server/field-problems.ts";
import { hasOnlyStorableText } from "#server/has-only-storable-text.ts";

const notStorable = "must be well-formed Unicode without NUL, and not nested deeply";

/** What came through a door, as the use case takes it. The one way in for pages, actions and routes. */
export const parseInput = <S extends z.ZodType>(
  input: S,
  given: unknown,
): Result<z.output<S>, readonly FieldProblem[]> => {
  if (!hasOnlyStorableText(given)) return refuse([{ path: [], message: notStorable }]);
  const parsed = input.safeParse(given);
  return parsed.success ? ok(parsed.data) : refuse(fieldProblems(parsed.error));
};
