import NextAuth from "next-auth";
import { NextRequest } from "next/server";
import { bodyLimitBytes, readLimited } from "#server/api/read-json-body.ts";
import { clientAddress } from "#server/client-address.ts";
import { isOwnOrigin } from "#server/is-own-origin.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { problem } from "#server/problem.ts";
import { type AuthOutcome, authOptions } from "#server/sign-in/auth-options.ts";

/** What next-auth may be asked. Left out: `_log`, which lets anybody write into our log. */
const served: Readonly<Record<string, ReadonlySet<string>>> = {
  GET: new Set(["csrf", "providers", "session", "signin", "signout", "callback", "error"]),
  POST: new Set(["signin", "signout", "callback", "session"]),
};

interface AuthRoute {
  readonly params: Promise<{ readonly nextauth: readonly string[] }>;
}

type Handler = (request: NextRequest, route: AuthRoute) => Promise<Response>;

/**
 * Everything below /api/auth. In front of next-auth's own double-submit token: nothing from a foreign origin, and signing out,
 * which a cookie authorises, needs our own. Too many attempts answer 429.
 */
export const serveAuth = async (request: NextRequest, route: AuthRoute): Promise<Response> => {
  const correlationId = newCorrelationId();
  const [action = ""] = (await route.params).nextauth;
  if (!served[request.method]?.has(action)) return problem("not_found", { correlationId });
  if (request.method === "POST") {
    const needsOrigin = action === "signout" || action === "session" || request.headers.has("origin");
    if (needsOrigin && !isOwnOrigin(request.headers)) return problem("foreign_origin", { correlationId });
  }
  const body = request.method === "POST" ? await readLimited(request, bodyLimitBytes) : null;
  if (body && !body.ok) return problem(body.error, { correlationId });

  const { method, headers, url } = request;
  const replayed = new NextRequest(url, { method, headers, ...(body ? { body: Buffer.from(body.value) } : {}) });
  const browser = { address: clientAddress(headers), userAgent: headers.get("user-agent"), correlationId };
  const outcome: AuthOutcome = { retryAfterMs: 0, fault: null };
  const handler = NextAuth(authOptions(browser, outcome)) as Handler;
  try {
    const response = await handler(replayed, route);
    if (outcome.fault) throw outcome.fault as Error;
    if (outcome.retryAfterMs === 0) return response;
    return problem("rate_limited", { correlationId, retryAfterSeconds: outcome.retryAfterMs / 1000 });
  } catch (error) {
    log().error({ err: error, correlationId }, "a sign-in call failed");
    return problem("internal_error", { correlationId });
  }
};
