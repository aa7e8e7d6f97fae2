import { decode, encode } from "next-auth/jwt";
import type { SessionId } from "#core/domain/ids.ts";
import { env } from "#server/env.ts";
import { cookieMaxAgeSeconds, sessionCookieName, sessionCookieOptions } from "#server/sign-in/cookies.ts";

/** The cookie's value: an encrypted token that names the session's row and says nothing else. */
export const sealSessionId = (sid: SessionId): Promise<string> =>
  encode({ token: { sid }, secret: env().NEXTAUTH_SECRET, maxAge: cookieMaxAgeSeconds });

/** Null for anything that this portal did not seal. Whether the session still lives is the database's to say. */
export const openSessionCookie = async (value: string): Promise<SessionId | null> => {
  try {
    const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET });
    return typeof token?.["sid"] === "string" ? (token["sid"] as SessionId) : null;
  } catch {
    // Forged, truncated, expired or sealed under another secret: all of them are nobody.
    return null;
  }
};

export const sessionCookie = async (sid: SessionId) => ({
  name: sessionCookieName(),
  value: await sealSessionId(sid),
  ...sessionCookieOptions(),
  maxAge: cookieMaxAgeSeconds,
});
