import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Passkey } from "#core/domain/step-up/passkey.ts";
import { stepUpMs } from "#core/domain/step-up/step-up.ts";
import type { CredentialOptions, Passkeys } from "#core/ports/passkeys.ts";

interface Site {
  /** The host that credentials are bound to (WebAuthn 3, "RP ID"). */
  readonly rpId: string;
  readonly origin: string;
  readonly minimumAgeMs: number;
}

/** What a column of 32 bits holds. Counters beyond it still have to be larger than what is kept. */
const mostCounted = 2 ** 31 - 1;

/** EdDSA, ES256 and RS256: every authenticator has one of them (WebAuthn 3, 5.4). */
const supportedAlgorithmIDs = [-8, -7, -257];

export const createPasskeys = ({ rpId, origin, minimumAgeMs }: Site): Passkeys => ({
  minimumAgeMs,
  creationOptions: async (person, challenge, known) =>
    asOptions(
      await generateRegistrationOptions({
        rpName: "Lapse",
        rpID: rpId,
        userName: person.email,
        userDisplayName: person.name,
        // Not the address: the authenticator keeps it, and shows it to nobody (WebAuthn 3, 14.6.1).
        userID: new TextEncoder().encode(person.id),
        challenge: decoded(challenge),
        timeout: stepUpMs,
        attestationType: "none",
        supportedAlgorithmIDs,
        excludeCredentials: known.map(described),
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      }),
    ),
  requestOptions: async (challenge, known) =>
    asOptions(
      await generateAuthenticationOptions({
        rpID: rpId,
        challenge: decoded(challenge),
        timeout: stepUpMs,
        userVerification: "required",
        allowCredentials: known.map(described),
      }),
    ),
  checkCreation: async (attestation, challenge) => {
    const verified = await verifyRegistrationResponse({
      response: attestation as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs,
    }).catch(() => null);
    if (!verified?.verified) return null;
    const { credential, credentialBackedUp: backedUp } = verified.registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString("base64url"),
      signCount: Math.min(credential.counter, mostCounted),
      transports: credential.transports ?? [],
      backedUp,
    };
  },
  checkAssertion: async (assertion, challenge, passkey) => {
    if (assertion.id !== passkey.credentialId) return null;
    const verified = await verifyAuthenticationResponse({
      response: assertion as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: {
        id: passkey.credentialId,
        publicKey: decoded(passkey.publicKey),
        // It throws for a count that did not go up, unless both are 0.
        counter: passkey.signCount,
      },
      requireUserVerification: true,
    }).catch(() => null);
    if (!verified?.verified || !verified.authenticationInfo.userVerified) return null;
    const { newCounter, credentialBackedUp: backedUp } = verified.authenticationInfo;
    return { signCount: Math.min(newCounter, mostCounted), backedUp };
  },
});

const decoded = (base64url: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(base64url, "base64url"));

const described = ({ credentialId: id, transports }: Passkey) => ({ id, transports: [...transports] });

const asOptions = (options: object): CredentialOptions => ({ ...options });
