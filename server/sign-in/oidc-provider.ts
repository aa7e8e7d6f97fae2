import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "#server/env.ts";

/** What we read of an identity. Anything else that a provider says about a person is ignored here. */
export interface OidcProfile extends Record<string, unknown> {
  readonly sub: string;
  readonly iss: string;
  readonly email?: string;
  readonly email_verified?: unknown;
}

/**
 * The configured OpenID Connect provider, or null. Authorization code with PKCE, state and nonce; the ID token is verified
 * against the provider's keys. Claims that it leaves out are asked of the userinfo endpoint, whose subject must be the same
 * (OpenID Connect Core 1.0, 5.3.2: openid-client checks it).
 */
export const oidcProvider = (): OAuthConfig<OidcProfile> | null => {
  const { LAPSE_OIDC_ISSUER: issuer, LAPSE_OIDC_CLIENT_ID: clientId, LAPSE_OIDC_CLIENT_SECRET: clientSecret } = env();
  if (!issuer || !clientId || !clientSecret) return null;
  return {
    id: "oidc",
    name: env().LAPSE_OIDC_NAME,
    type: "oauth",
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    authorization: { params: { scope: "openid email profile" } },
    checks: ["pkce", "state", "nonce"],
    idToken: true,
    userinfo: {
      request: async ({ client, tokens }) => {
        const claims = (tokens as unknown as { claims(): OidcProfile }).claims();
        if (!client.issuer.metadata.userinfo_endpoint || typeof tokens.access_token !== "string") return claims;
        const more = await client.userinfo(tokens.access_token, { params: {} });
        if (more.sub !== claims.sub) throw new Error("the userinfo endpoint speaks of somebody else");
        return { ...more, ...claims };
      },
    },
    profile: ({ sub }) => ({ id: sub }),
  };
};
