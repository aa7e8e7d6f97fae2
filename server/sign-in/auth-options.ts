import type { AuthOptions } from "next-auth";
import { groupNamesIn } from "#core/domain/directory/follow-groups.ts";
import { signInInput } from "#core/domain/directory/sign-in-input.ts";
import type { SessionId } from "#core/domain/ids.ts";
import { callerOfSession } from "#server/find-caller.ts";
import type { Browser } from "#core/usecases/sign-in/open-session.ts";
import { signInWithOidc } from "#core/usecases/sign-in/sign-in-with-oidc.ts";
import { signInWithPassword } from "#core/usecases/sign-in/sign-in-with-password.ts";
import { context } from "#server/context.ts";
import { env } from "#server/env.ts";
import { log } from "#server/log.ts";
import { authCookies, cookieMaxAgeSeconds } from "#server/sign-in/cookies.ts";
import { endOwnSession } from "#server/sign-in/end-own-session.ts";
import { type OidcProfile, oidcProvider } from "#server/sign-in/oidc-provider.ts";
import { safeCallbackPath } from "#server/sign-in/safe-callback-path.ts";

/** What happened during one call that next-auth itself would swallow. */
export interface AuthOutcome {
  /** More than 0 when too many attempts were made. */
  retryAfterMs: number;
  fault: unknown;
}

/**
 * next-auth for one call. Whoever it lets in, it has let in through a use case that opened a session row; the `id` of its
 * "user" is that row's id, and the id is all that its cookie ever says.
 */
export const authOptions = (browser: Browser, outcome: AuthOutcome): AuthOptions => {
  const oidc = oidcProvider();
  return {
    secret: env().NEXTAUTH_SECRET,
    providers: [passwordProvider(browser, outcome), ...(oidc ? [oidc] : [])],
    cookies: authCookies(),
    useSecureCookies: env().LAPSE_PUBLIC_URL.protocol === "https:",
    session: { strategy: "jwt", maxAge: cookieMaxAgeSeconds },
    jwt: { maxAge: cookieMaxAgeSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in", verifyRequest: "/sign-in" },
    logger: {
      error: (code, details) => log().warn({ code, details, correlationId: browser.correlationId }, "sign-in failed"),
      warn: (code) => log().debug({ code }, "next-auth"),
      debug: () => undefined,
    },
    callbacks: {
      redirect: ({ url }) => new URL(safeCallbackPath(url), env().LAPSE_PUBLIC_URL).href,
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== "oidc") return true;
        const sessionId = await openOidcSession(profile as OidcProfile | undefined, browser, outcome);
        if (!sessionId) return "/sign-in?error=AccessDenied";
        user.id = sessionId;
        return true;
      },
      // Nothing that a browser sends along with an update of its session gets into the cookie.
      jwt: ({ token, trigger, user }) => ({ sid: trigger === "signIn" ? user.id : token["sid"] }),
      session: async ({ session, token }) => {
        const { address, correlationId } = browser;
        const arrival = { via: "browser", correlationId, address } as const;
        const caller = await callerOfSession(context().core, token["sid"] as SessionId, arrival);
        return {
          expires: session.expires,
          ...(caller ? { user: { name: caller.person.name, email: caller.person.email } } : {}),
        };
      },
    },
    events: {
      signOut: async ({ token }) => {
        await noting(outcome, () => endOwnSession(token["sid"] as SessionId, browser));
      },
    },
  };
};

const passwordProvider = (browser: Browser, outcome: AuthOutcome): AuthOptions["providers"][number] => ({
  id: "credentials",
  name: "password",
  type: "credentials",
  credentials: { email: {}, password: {} },
  authorize: (given) =>
    noting(outcome, async () => {
      const input = signInInput.safeParse({ email: given?.["email"], password: given?.["password"] });
      if (!input.success) return null;
      const result = await signInWithPassword(context().core, input.data, browser);
      if (result.ok) return { id: result.value.sessionId };
      if (result.error.code === "rate_limited") outcome.retryAfterMs = result.error.retryAfterMs;
      return null;
    }),
});

const openOidcSession = (
  profile: OidcProfile | undefined,
  browser: Browser,
  outcome: AuthOutcome,
): Promise<SessionId | null> =>
  noting(outcome, async () => {
    if (!profile) return null;
    const { iss: issuer, sub: subject, email = "", email_verified: verified } = profile;
    // Some providers write the claim as a string; only a real `true` counts (OpenID Connect Core 1.0, 5.1).
    const groups = groupNamesIn(profile[env().LAPSE_OIDC_GROUPS_CLAIM]);
    const identity = { issuer, subject, email, emailVerified: verified === true, groups };
    const result = await signInWithOidc(context().core, identity, browser);
    return result.ok ? result.value.sessionId : null;
  });

/** next-auth turns what its callbacks throw into a redirect that says "wrong password"; a fault of ours must not look so. */
const noting = async <T>(outcome: AuthOutcome, work: () => Promise<T>): Promise<T | null> => {
  try {
    return await work();
  } catch (error) {
    outcome.fault = error;
    return null;
  }
};
