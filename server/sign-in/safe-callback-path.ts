import { env } from "#server/env.ts";
import { ownOrigins } from "#server/own-origins.ts";

/**
 * Where to go after signing in: a page of ours, or the front page. Judged as a browser would read it, after parsing, since
 * `//host`, `/\host` and `/<tab>/host` all leave. Answers a path.
 */
export const safeCallbackPath = (wanted: string | null | undefined): string => {
  const base = env().LAPSE_PUBLIC_URL;
  const url = URL.parse(wanted ?? "/", base);
  if (!url || !ownOrigins(base).has(url.origin) || url.username !== "" || url.password !== "") return "/";
  const isPage = !/^\/(api|sign-in|setup)(\/|$)/.test(url.pathname) && !url.pathname.startsWith("//");
  return isPage ? url.pathname + url.search : "/";
};
