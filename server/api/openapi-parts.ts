import { problemStatus } from "#server/problem-status.ts";

/** RFC 9457, with what we add to it. */
export const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "code", "instance"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(problemStatus), description: "Stable; what programs go by" },
    instance: { type: "string", description: "This call, as the log and the record name it" },
    fields: {
      type: "array",
      description: "What is wrong with the input, and where",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: {
          path: { type: "array", items: { type: ["string", "integer"] } },
          message: { type: "string" },
        },
      },
    },
  },
} as const;

export const securitySchemes = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "session",
    description:
      "The cookie of a signed-in browser. Whatever changes, reveals or exports also needs our own Origin and application/json.",
  },
  token: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "lapse_…",
    description: "A personal token. Limited to its scopes and to what its person may do at that moment.",
  },
} as const;

export const idempotencyHeader = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", minLength: 1, maxLength: 200 },
  description: "A repeated call with the same key and body is answered with the first answer, for 24 hours.",
} as const;
