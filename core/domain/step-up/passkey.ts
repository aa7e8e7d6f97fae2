import type { PasskeyId, PersonId, RecoveryCodeId } from "#core/domain/ids.ts";

/** A passkey must be this old before it may confirm a decision: whoever enrols one with a stolen password is found out first. */
export const passkeyMinimumAgeMs = 24 * 3_600_000;
export const mostPasskeys = 20;
export const recoveryCodeCount = 10;

/** A WebAuthn credential of one person. Removed ones are kept: the record speaks of them. */
export interface Passkey {
  readonly id: PasskeyId;
  readonly version: number;
  readonly personId: PersonId;
  readonly name: string;
  /** As the authenticator calls it, base64url. */
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** The authenticator's own counter when it was last used; 0 where it keeps none. */
  readonly signCount: number;
  readonly transports: readonly string[];
  readonly backedUp: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly removedAt: Date | null;
}

/** For whoever lost every passkey: 128 random bits, kept as their SHA-256, good once. */
export interface RecoveryCode {
  readonly id: RecoveryCodeId;
  readonly version: number;
  readonly personId: PersonId;
  readonly hash: string;
  readonly createdAt: Date;
  readonly usedAt: Date | null;
  /** New codes end the ones before. */
  readonly replacedAt: Date | null;
}

export const isOldEnough = (passkey: Pick<Passkey, "createdAt">, minimumAgeMs: number, now: Date): boolean =>
  now.getTime() - passkey.createdAt.getTime() >= minimumAgeMs;

/** As it was typed or read aloud: case, spaces and dashes say nothing, and Crockford's look-alikes are what they look like. */
export const normaliseRecoveryCode = (typed: string): string =>
  typed
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, "")
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1");
