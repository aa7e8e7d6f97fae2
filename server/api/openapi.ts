import { z } from "zod";
import { idempotencyHeader, problemSchema, securitySchemes } from "#server/api/openapi-parts.ts";
import { type Operation, pathParameters, splitInput } from "#server/api/operation.ts";
import { operations } from "#server/api/operations.ts";
import { problemStatus, type RefusalCode } from "#server/problem-status.ts";

type Json = Readonly<Record<string, unknown>>;

/** The HTTP API as OpenAPI 3.1, made of what serves it. */
export const openapi = (serverUrl: string): Json => ({
  openapi: "3.1.1",
  info: {
    title: "Lapse",
    version: "1",
    description:
      "Just-in-time access: ask, decide, grant, use, end, prove. Refusals are RFC 9457 problems with a stable `code`.",
  },
  servers: [{ url: `${serverUrl}/api/v1` }],
  paths: pathsOf(operations),
  components: { securitySchemes, schemas: { Problem: problemSchema } },
});

const pathsOf = (all: readonly Operation[]): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of all) (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(operation);
  return paths;
};

const describe = (operation: Operation): Json => ({
  operationId: operation.id,
  summary: operation.summary,
  "x-lapse-roles": operation.roles,
  security: security(operation),
  parameters: parameters(operation),
  ...(operation.method === "POST" ? { requestBody: requestBody(operation) } : {}),
  responses: { [String(operation.status ?? 200)]: success(operation), ...problems(operation) },
});

const security = ({ scope, sessionOnly }: Operation): readonly Json[] => [
  { session: [] },
  ...(sessionOnly ? [] : [{ token: scope ? [scope] : [] }]),
];

const jsonSchema = (schema: z.ZodType, io: "input" | "output"): Json => {
  // The dialect is OpenAPI 3.1's own; it is named once, by the document.
  const described = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" });
  return Object.fromEntries(Object.entries(described).filter(([key]) => key !== "$schema"));
};

const parameters = (operation: Operation): readonly Json[] => {
  const { fromPath, fromRest } = splitInput(operation);
  const example = operation.example.input as Json;
  const list = (schema: z.ZodObject, where: "path" | "query"): readonly Json[] => {
    const { properties = {}, required = [] } = jsonSchema(schema, "input") as {
      properties?: Json;
      required?: string[];
    };
    return Object.entries(properties).map(([name, described]) => ({
      name,
      in: where,
      required: where === "path" || required.includes(name),
      schema: described,
      ...(example[name] === undefined ? {} : { example: example[name] }),
    }));
  };
  if (operation.method === "GET") return [...list(fromPath, "path"), ...list(fromRest, "query")];
  return [...list(fromPath, "path"), ...(operation.showsSecret ? [] : [idempotencyHeader])];
};

const requestBody = (operation: Operation): Json => {
  const inPath = new Set(pathParameters(operation.path));
  const example = Object.fromEntries(
    Object.entries(operation.example.input as Json).filter(([name]) => !inPath.has(name)),
  );
  const schema = jsonSchema(splitInput(operation).fromRest, "input");
  return { required: true, content: { "application/json": { schema, example } } };
};

const success = (operation: Operation): Json => {
  const description = operation.summary;
  if (operation.files) {
    const content = Object.fromEntries(operation.files.map((type) => [type, { schema: { type: "string" } }]));
    return { description, content };
  }
  const content = { schema: jsonSchema(operation.output, "output"), example: operation.example.output };
  return { description, content: { "application/json": content } };
};

/** What the doors refuse with, whatever the operation. */
const always: readonly RefusalCode[] = [
  "not_signed_in",
  "ambiguous_credentials",
  "insufficient_scope",
  "invalid_input",
  "internal_error",
];
const withBody: readonly RefusalCode[] = [
  "foreign_origin",
  "json_needed",
  "malformed_json",
  "body_too_large",
  "unsupported_media_type",
  "idempotency_key_in_use",
  "idempotency_key_reused",
  "invalid_idempotency_key",
];

const problems = (operation: Operation): Json => {
  const { method, refusals, portalRoles, showsSecret, sessionOnly, exports, path } = operation;
  const codes = new Set<RefusalCode>([
    ...always,
    ...refusals,
    ...(method === "POST" ? withBody : []),
    ...(portalRoles ? (["not_allowed"] as const) : []),
    ...(pathParameters(path).length > 0 ? (["not_found"] as const) : []),
    ...(operation.access ? (["not_found", "not_allowed"] as const) : []),
    ...(showsSecret ? (["idempotency_key_refused"] as const) : []),
    ...(sessionOnly ? (["session_needed"] as const) : []),
    ...(exports ? (["foreign_origin"] as const) : []),
  ]);
  const byStatus = Map.groupBy(codes, (code) => problemStatus[code]);
  return Object.fromEntries(
    [...byStatus].sort(([a], [b]) => a - b).map(([status, some]) => [String(status), problemResponse(some)]),
  );
};

const problemResponse = (codes: readonly RefusalCode[]): Json => ({
  description: codes.join(", "),
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});
