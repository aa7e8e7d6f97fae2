import type { Person } from "#core/domain/directory/person.ts";
import type { Passkey } from "#core/domain/step-up/passkey.ts";
import type { Assertion } from "#core/domain/step-up/step-up-proof.ts";

export type NewPasskey = Pick<Passkey, "credentialId" | "publicKey" | "signCount" | "transports" | "backedUp">;

/** For `navigator.credentials`, as JSON (WebAuthn 3, 5.1.8 and 5.1.9). */
export type CredentialOptions = Readonly<Record<string, unknown>>;

/** WebAuthn for this portal's own address. Keeps nothing; a challenge is base64url. */
export interface Passkeys {
  /** How old a passkey must be to confirm a decision. A day, except in a demo that says otherwise. */
  readonly minimumAgeMs: number;
  creationOptions(person: Person, challenge: string, known: readonly Passkey[]): Promise<CredentialOptions>;
  requestOptions(challenge: string, known: readonly Passkey[]): Promise<CredentialOptions>;
  /** Null for anything but a new credential that answers this challenge at our address, its person verified by it. */
  checkCreation(attestation: Readonly<Record<string, unknown>>, challenge: string): Promise<NewPasskey | null>;
  /**
   * Null for anything but this passkey's signature over this challenge at our address, its person verified by it, and, where
   * the authenticator counts, a count that went up.
   */
  checkAssertion(
    assertion: Assertion,
    challenge: string,
    passkey: Passkey,
  ): Promise<Pick<Passkey, "signCount" | "backedUp"> | null>;
}
