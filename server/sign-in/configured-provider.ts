import { createHmac } from "node:crypto";
import { createIdentityProvider } from "#adapters/identity-provider/identity-provider.ts";
import type { IdentityProvider } from "#core/ports/identity-provider.ts";
import type { Env } from "#server/env.ts";
import { log } from "#server/log.ts";

/** Where the provider sends the browser back after a confirmation: the second address that is registered there. */
const confirmationPath = "/api/oidc/confirmation";

/** The provider that people sign in with, for confirmations too; null where there is none. */
export const configuredProvider = ({
  LAPSE_OIDC_ISSUER: issuer,
  LAPSE_OIDC_CLIENT_ID: clientId,
  LAPSE_OIDC_CLIENT_SECRET: clientSecret,
  LAPSE_PUBLIC_URL,
  LAPSE_SEAL_KEY,
}: Env): IdentityProvider | null =>
  issuer && clientId && clientSecret
    ? createIdentityProvider({
        ...{ issuer, clientId, clientSecret, redirectUri: LAPSE_PUBLIC_URL.origin + confirmationPath },
        onUnreachable: (error) => log().warn({ err: error }, "the identity provider could not be asked"),
        verifierKey: createHmac("sha256", LAPSE_SEAL_KEY).update("lapse pkce verifiers").digest(),
      })
    : null;
