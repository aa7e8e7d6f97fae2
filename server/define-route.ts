import { BadCursor } from "#core/domain/page.ts";
import type { Caller } from "#core/ports/core.ts";
import { admit } from "#server/api/admit.ts";
import { answered } from "#server/api/answered.ts";
import type { Operation } from "#server/api/operation.ts";
import { type Parameters, readInput } from "#server/api/read-input.ts";
import { context } from "#server/context.ts";
import { answerOnce, isIdempotencyKey } from "#server/idempotency/answer-once.ts";
import type { StoredAnswer } from "#server/idempotency/idempotency-keys.ts";
import { log } from "#server/log.ts";
import { problem, problemBody } from "#server/problem.ts";
import { problemStatus, type RefusalCode } from "#server/problem-status.ts";
import { serialise } from "#server/serialise.ts";

/** Next gives no parameters at all to a path without any. */
interface Route {
  readonly params: Promise<Parameters | undefined>;
}

export type RouteHandler = (request: Request, route: Route) => Promise<Response>;

/**
 * Serves one operation of the HTTP API. Always in this order: who calls (401), may they at all (403), do they ask themselves
 * (403), may they touch what the path names (403 or 404), and only then the size of the body (413), its form (400, 415), its
 * content (422), and the use case. Answers are never cached.
 */
export const defineRoute = (operation: Operation): RouteHandler => {
  return async (request, { params }) => {
    const parameters = (await params) ?? {};
    return answered(operation, (correlationId) => answer(operation, request, parameters, correlationId));
  };
};

const answer = async (
  operation: Operation,
  request: Request,
  parameters: Parameters,
  correlationId: string,
): Promise<Response> => {
  const caller = await admit(operation, request.headers, correlationId);
  if (!caller.ok) return problem(caller.error, { correlationId });
  const read = await readInput(operation, caller.value, request, parameters);
  if (!read.ok) {
    const { code, fields } = read.error;
    return problem(code, { correlationId, ...(fields ? { fields } : {}) });
  }
  const run = (): Promise<StoredAnswer> => runUseCase(operation, caller.value, read.value.input, correlationId);
  const key = request.headers.get("idempotency-key");
  if (key === null || operation.method === "GET") return respond(await run());
  const { pathname } = new URL(request.url);
  const fingerprint = context().idempotencyKeys.fingerprintOf(request.method, pathname, read.value.body);
  return once(operation, caller.value, { key, fingerprint, correlationId, run });
};

interface KeyedCall {
  readonly fingerprint: string;
  readonly key: string;
  readonly correlationId: string;
  readonly run: () => Promise<StoredAnswer>;
}

const once = async (
  operation: Operation,
  { person }: Caller,
  { key, fingerprint, correlationId, run }: KeyedCall,
): Promise<Response> => {
  if (operation.showsSecret) return problem("idempotency_key_refused", { correlationId });
  if (!isIdempotencyKey(key)) return problem("invalid_idempotency_key", { correlationId });
  const kept = await answerOnce(context().idempotencyKeys, { person: person.id, key, fingerprint }, run);
  if ("refused" in kept) return problem(kept.refused, { correlationId });
  const response = respond(kept);
  if (kept.replayed) response.headers.set("idempotency-replayed", "true");
  return response;
};

/** What the use case answered, cut to what the document says: a field that nobody documented does not leave. */
const runUseCase = async (
  operation: Operation,
  caller: Caller,
  input: Record<string, unknown>,
  correlationId: string,
): Promise<StoredAnswer> => {
  const refused = (code: RefusalCode): StoredAnswer => ({
    status: problemStatus[code],
    body: JSON.stringify(problemBody(code, { correlationId })),
  });
  try {
    const result = await operation.useCase(context().core, caller, input);
    if (!result.ok) return refused(result.error);
    const body = JSON.stringify(operation.output.parse(serialise(result.value)));
    return { status: operation.status ?? 200, body };
  } catch (error) {
    if (error instanceof BadCursor) return refused("invalid_cursor");
    log().error({ err: error, correlationId, operation: operation.id }, "a use case failed");
    return refused("internal_error");
  }
};

const respond = ({ status, body }: StoredAnswer): Response => {
  const headers = new Headers({
    "content-type": status < 400 ? "application/json" : "application/problem+json",
    "cache-control": "no-store",
  });
  if (status === 429 || status === 503) headers.set("retry-after", "60");
  return new Response(body, { status, headers });
};
