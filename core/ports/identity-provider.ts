import type { StepUpId } from "#core/domain/ids.ts";
import type { Reauthentication } from "#core/domain/step-up/check-reauthentication.ts";

/** A confirmation that the provider is asked for. */
export interface AskedOfProvider {
  readonly stepUpId: StepUpId;
  /** Becomes the ID token's `nonce`. */
  readonly challenge: string;
}

/** The configured OpenID Connect provider, asked again who is there. Keeps nothing. */
export interface IdentityProvider {
  /** Where the browser is sent: the provider is told to authenticate anew. Throws `ProviderUnreachable`. */
  authorizationUrl(asked: AskedOfProvider): Promise<string>;
  /**
   * Redeems what the provider sent the browser back with. Null for anything but an ID token that it signed, for this portal, in
   * force at `now`, with this very challenge in it and the time of authentication. Throws `ProviderUnreachable`.
   */
  redeem(answer: URL, asked: AskedOfProvider, now: Date): Promise<Reauthentication | null>;
}

/** It could not be asked. What it said about the person is a value, never this. */
export class ProviderUnreachable extends Error {}
