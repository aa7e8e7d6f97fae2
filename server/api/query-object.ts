import type { FieldProblem } from "#server/field-problems.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

/** A query as an object. A parameter that is there twice is refused: which of the two counts would be a guess. */
export const queryObject = (search: URLSearchParams): Result<Record<string, string>, readonly FieldProblem[]> => {
  const names = [...search.keys()];
  const repeated = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  if (repeated.size > 0) return refuse([...repeated].map((name) => ({ path: [name], message: "is there twice" })));
  return ok(Object.fromEntries(search));
};
