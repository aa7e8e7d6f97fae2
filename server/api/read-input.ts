import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Caller } from "#core/ports/core.ts";
import { type Operation, splitInput } from "#server/api/operation.ts";
import { queryObject } from "#server/api/query-object.ts";
import { type JsonBody, readJsonBody } from "#server/api/read-json-body.ts";
import { context } from "#server/context.ts";
import type { FieldProblem } from "#server/field-problems.ts";
import { parseInput } from "#server/parse-input.ts";
import type { RefusalCode } from "#server/problem-status.ts";

export interface InputRefusal {
  readonly code: RefusalCode;
  readonly fields?: readonly FieldProblem[];
}

export interface ReadInput {
  readonly input: Record<string, unknown>;
  /** The body as it was sent. */
  readonly body: string;
}

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/**
 * What the use case is given. First the path: an id that no thing can have is a 404. Then the access check of what it names.
 * Only then is the body or the query looked at.
 */
export const readInput = async (
  operation: Operation,
  caller: Caller,
  request: Request,
  parameters: Parameters,
): Promise<Result<ReadInput, InputRefusal>> => {
  const { fromPath, fromRest } = splitInput(operation);
  const path = parseInput(fromPath, parameters);
  if (!path.ok) return refuse({ code: "not_found" });
  const access = await operation.access?.(context().core, caller, path.value);
  if (access && !access.ok) return refuse({ code: access.error });
  const given = await readRest(operation, request);
  if (!given.ok) return given;
  const rest = parseInput(fromRest, given.value.value);
  if (!rest.ok) return refuse({ code: "invalid_input", fields: rest.error });
  return ok({ input: { ...rest.value, ...path.value }, body: given.value.text });
};

const readRest = async (
  { method, bodyLimitBytes }: Operation,
  request: Request,
): Promise<Result<JsonBody, InputRefusal>> => {
  const query = queryObject(new URL(request.url).searchParams);
  if (!query.ok) return refuse({ code: "invalid_input", fields: query.error });
  if (method === "GET") return ok({ value: query.value, text: "" });
  const unknown = Object.keys(query.value).map((name) => ({ path: [name], message: "is not known" }));
  if (unknown.length > 0) return refuse({ code: "invalid_input", fields: unknown });
  const body = await readJsonBody(request, bodyLimitBytes);
  return body.ok ? body : refuse({ code: body.error });
};
