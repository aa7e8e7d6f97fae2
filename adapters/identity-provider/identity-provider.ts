import { createHmac } from "node:crypto";
import * as oidc from "openid-client";
import type { Reauthentication } from "#core/domain/step-up/check-reauthentication.ts";
import { stepUpMs } from "#core/domain/step-up/step-up.ts";
import { type AskedOfProvider, type IdentityProvider, ProviderUnreachable } from "#core/ports/identity-provider.ts";

interface ProviderSettings {
  /** Https, or a loopback host. Without a slash at its end. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends the browser back. It must be registered there. */
  readonly redirectUri: string;
  /** Makes PKCE verifiers that any replica finds again and nobody else can. */
  readonly verifierKey: Uint8Array;
  /** Told why it could not be asked, which nobody who signs in is shown. */
  readonly onUnreachable: (cause: unknown) => void;
}

const timeoutSeconds = 10;
const anewSeconds = stepUpMs / 1000;

/**
 * Authorization code with PKCE. `nonce` is the challenge, so that the ID token itself says what was confirmed; `prompt=login`
 * and `max_age=0` ask for a new authentication (OpenID Connect Core 1.0, 3.1.2.1), and `auth_time` tells whether there was one.
 * The signature is checked although the token comes straight from the provider. The state is the confirmation's id: what
 * stands against forged answers is the nonce, the verifier, and the session that must have asked.
 */
export const createIdentityProvider = (settings: ProviderSettings): IdentityProvider => {
  let known: Promise<oidc.ServerMetadata> | undefined;
  const metadata = (): Promise<oidc.ServerMetadata> => {
    known ??= discover(settings);
    // Asked again the next time, instead of failing until the portal is started anew.
    known.catch(() => (known = undefined));
    return known;
  };
  return {
    authorizationUrl: async ({ stepUpId, challenge }) => {
      const provider = configure(settings, await metadata(), null);
      const verifier = verifierOf(settings, stepUpId);
      return oidc.buildAuthorizationUrl(provider, {
        ...{ redirect_uri: settings.redirectUri, scope: "openid", state: stepUpId, nonce: challenge },
        ...{ prompt: "login", max_age: "0" },
        ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" },
      }).href;
    },
    redeem: async (answer, asked, now) => {
      const provider = configure(settings, await metadata(), now);
      // As the provider knows it, whatever a proxy in front of us made of the address.
      const answered = new URL(settings.redirectUri);
      answered.search = answer.search;
      return readAnswer(provider, answered, asked, settings);
    },
  };
};

const readAnswer = async (
  provider: oidc.Configuration,
  answered: URL,
  { stepUpId, challenge }: AskedOfProvider,
  settings: ProviderSettings,
): Promise<Reauthentication | null> => {
  try {
    const tokens = await oidc.authorizationCodeGrant(provider, answered, {
      ...{ expectedState: stepUpId, expectedNonce: challenge, pkceCodeVerifier: verifierOf(settings, stepUpId) },
      ...{ idTokenExpected: true, maxAge: anewSeconds },
    });
    const claims = tokens.claims();
    return claims?.auth_time === undefined
      ? null
      : { issuer: claims.iss, subject: claims.sub, authenticatedAt: new Date(claims.auth_time * 1000) };
  } catch (error) {
    if (isUnreachable(error)) {
      settings.onUnreachable(error);
      throw new ProviderUnreachable("the provider did not answer", { cause: error });
    }
    // The library gives its own errors for whatever was answered and is not good; anything else is a fault of ours.
    if (error instanceof oidc.ClientError || isRefusal(error)) return null;
    throw error;
  }
};

const isRefusal = (error: unknown): boolean =>
  error instanceof oidc.ResponseBodyError ||
  error instanceof oidc.AuthorizationResponseError ||
  error instanceof oidc.WWWAuthenticateChallengeError;

/** Of these the last is a status of its own kind, such as 502 from a proxy; refusals come as 400 with a body that says so. */
const unreachableCodes: ReadonlySet<unknown> = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
]);

const isUnreachable = (error: unknown): boolean => {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  // `fetch` itself throws a TypeError with the network's reason.
  if (error instanceof TypeError && cause instanceof Error) return true;
  return unreachableCodes.has(code);
};

const discover = async ({ issuer, clientId, onUnreachable }: ProviderSettings): Promise<oidc.ServerMetadata> => {
  try {
    const how = { timeout: timeoutSeconds, execute: plainAllowed(issuer) };
    const named = (name: string) => oidc.discovery(new URL(name), clientId, undefined, undefined, how);
    const found = await named(issuer).catch((error: unknown) => {
      // Some providers' names end with a slash, which the setting has not: the document lies at the same place.
      if (hasAnotherName(error)) return named(`${issuer}/`);
      throw error;
    });
    return found.serverMetadata();
  } catch (error) {
    onUnreachable(error);
    throw new ProviderUnreachable("the provider could not be discovered", { cause: error });
  }
};

const hasAnotherName = (error: unknown): boolean =>
  error instanceof oidc.ClientError && error.code === "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED";

/** `now`, where times are compared: the library's clock is this process's own, which may be wrong by a day. */
const configure = (
  { issuer, clientId, clientSecret }: ProviderSettings,
  metadata: oidc.ServerMetadata,
  now: Date | null,
): oidc.Configuration => {
  const skew = now === null ? 0 : Math.round((now.getTime() - processNow()) / 1000);
  const client = { [oidc.clockSkew]: skew };
  // As signing in authenticates itself (`client_secret_basic`), so that one registration serves both.
  const made = new oidc.Configuration(metadata, clientId, client, oidc.ClientSecretBasic(clientSecret));
  made.timeout = timeoutSeconds;
  oidc.enableNonRepudiationChecks(made);
  for (const allow of plainAllowed(issuer)) allow(made);
  return made;
};

// eslint-disable-next-line no-restricted-syntax -- measured only to be corrected: what is left is the database's clock
const processNow = (): number => Date.now();

/** Plain HTTP, which the settings allow on this very machine alone. The library looks for this very function. */
const plainAllowed = (issuer: string): ((made: oidc.Configuration) => void)[] =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- not going away: marked so that it stands out
  issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : [];

/** RFC 7636, 4.1: 43 characters, 256 bits. */
const verifierOf = ({ verifierKey }: ProviderSettings, stepUpId: string): string =>
  createHmac("sha256", verifierKey).update(`lapse-pkce-1 ${stepUpId}`).digest("base64url");
