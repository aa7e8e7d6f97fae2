import type { CookiesOptions } from "next-auth";
import { env } from "#server/env.ts";
import { isLoopbackHost } from "#server/own-origins.ts";

/**
 * How long a browser keeps the cookie, in seconds. Not how long a session lives: the database's row alone says that. A day
 * more than that, because this is the one expiry that an application clock sets, and those may be wrong by a day.
 */
export const cookieMaxAgeSeconds = (12 + 24) * 3600;

/** `__Host-`: no other host, subdomain or plain-HTTP page can set or read it. On localhost, ports share one jar, so the name tells them apart. */
const prefix = (publicUrl: URL): string =>
  publicUrl.protocol === "https:"
    ? "__Host-lapse"
    : `lapse-${isLoopbackHost(publicUrl.hostname) ? publicUrl.port : "http"}`;

export const sessionCookieName = (): string => `${prefix(env().LAPSE_PUBLIC_URL)}.session-token`;

export const sessionCookieOptions = () =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: env().LAPSE_PUBLIC_URL.protocol === "https:" }) as const;

export const authCookies = (): CookiesOptions => {
  const name = prefix(env().LAPSE_PUBLIC_URL);
  const options = sessionCookieOptions();
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: `${name}.callback-url`, options },
    csrfToken: { name: `${name}.csrf-token`, options },
    pkceCodeVerifier: { name: `${name}.pkce`, options: brief },
    state: { name: `${name}.state`, options: brief },
    nonce: { name: `${name}.nonce`, options: brief },
  };
};
