import { env } from "#server/env.ts";
import { ownOrigins } from "#server/own-origins.ts";

/**
 * Whether a request says that it comes from one of our own pages. A cookie travels with requests that other sites make;
 * the Origin header is what they cannot forge. Missing counts as foreign.
 */
export const isOwnOrigin = (headers: Pick<Headers, "get">): boolean => {
  const origin = headers.get("origin");
  return origin !== null && ownOrigins(env().LAPSE_PUBLIC_URL).has(origin);
};

/**
 * The same for reads that a browser sends without an Origin (a same-origin GET). Then `Sec-Fetch-Site` must say so:
 * browsers alone can set it (W3C Fetch Metadata).
 */
export const isOwnFetch = (headers: Pick<Headers, "get">): boolean =>
  headers.get("origin") === null ? headers.get("sec-fetch-site") === "same-origin" : isOwnOrigin(headers);
