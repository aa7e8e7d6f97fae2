import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { toastStyleHashes } from "#components/ui/toast-style-hashes.ts";
import { contentSecurityPolicy, nothingAtAll } from "#server/content-security-policy.ts";
import { env } from "#server/env.ts";
import { isOwnOrigin } from "#server/is-own-origin.ts";
import { newCorrelationId } from "#server/log.ts";
import { ownOrigins } from "#server/own-origins.ts";
import { problem } from "#server/problem.ts";

/**
 * Runs before every page and route. It adds headers and turns strangers away early, and is never the lock: without it, every
 * action, page and route refuses the same callers by itself.
 */
export const proxy = (request: NextRequest): Response => {
  const { pathname, search } = request.nextUrl;
  const isApi = pathname.startsWith("/api/");
  const correlationId = newCorrelationId();
  if (!isOwnHost(request) && !calledByMachines.test(pathname)) return problem("foreign_host", { correlationId });
  // A server action is a POST to a page.
  if (!isApi && request.method !== "GET" && request.method !== "HEAD" && !isOwnOrigin(request.headers)) {
    return problem("foreign_origin", { correlationId });
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = isApi
    ? nothingAtAll
    : contentSecurityPolicy(nonce, toastStyleHashes, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-lapse-path", pathname + search);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (env().LAPSE_PUBLIC_URL.protocol === "https:") {
    response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  return response;
};

/** Probes and schedulers call by whatever address they know; each of these says nothing, or needs a secret. */
const calledByMachines = /^\/api\/(health|metrics|cron)(\/|$)/;

/**
 * A page of somebody else's whose name was made to point here (DNS rebinding) still names itself in Host. A proxy that is
 * trusted says in X-Forwarded-Host what the browser asked for.
 */
const isOwnHost = (request: NextRequest): boolean => {
  const { LAPSE_PUBLIC_URL, LAPSE_TRUST_PROXY } = env();
  const forwarded = LAPSE_TRUST_PROXY > 0 ? request.headers.get("x-forwarded-host") : null;
  const host = forwarded ?? request.headers.get("host") ?? "";
  return [...ownOrigins(LAPSE_PUBLIC_URL)].some((origin) => new URL(origin).host === host.toLowerCase());
};

export const config = { matcher: ["/((?!_next/static/|_next/image/|icon.svg$).*)"] };
