import type { FieldProblem } from "#server/field-problems.ts";
import { problemStatus, type RefusalCode } from "#server/problem-status.ts";

interface Details {
  readonly correlationId: string;
  readonly fields?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
}

/** The body of a refusal over HTTP (RFC 9457). `code` is stable; `instance` is what the log and the record call this call. */
export const problemBody = (code: RefusalCode, { correlationId, fields }: Details) => ({
  type: `urn:lapse:problem:${code}`,
  title: title(code),
  status: problemStatus[code],
  code,
  instance: `urn:uuid:${correlationId}`,
  ...(fields ? { fields } : {}),
});

export const problem = (code: RefusalCode, details: Details): Response => {
  const status = problemStatus[code];
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="lapse"');
  // RFC 9110, 10.2.3: whole seconds.
  if (status === 429 || status === 503) headers.set("retry-after", String(Math.ceil(details.retryAfterSeconds ?? 60)));
  return new Response(JSON.stringify(problemBody(code, details)), { status, headers });
};

/** "not_your_turn" → "Not your turn". For people who read logs; the screens have sentences of their own. */
const title = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");
