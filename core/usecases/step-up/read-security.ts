import { recentVerificationMs } from "#core/domain/directory/session.ts";
import { ok } from "#core/domain/result.ts";
import type { Passkey } from "#core/domain/step-up/passkey.ts";
import type { UseCase } from "#core/ports/core.ts";

export interface PasskeyView extends Pick<Passkey, "id" | "name" | "backedUp" | "createdAt" | "lastUsedAt"> {
  /** From when on it confirms decisions. */
  readonly confirmsFrom: Date;
}

export interface Security {
  readonly passkeys: readonly PasskeyView[];
  readonly recoveryCodes: number;
  /** Null for whoever has no password here. */
  readonly passwordSetAt: Date | null;
  /** A day, or less where this is a demo that says so. */
  readonly minimumAgeMs: number;
  /** With what the caller can prove who they are, the strongest first. */
  readonly proofs: readonly ("passkey" | "password" | "oidc")[];
  /** Until when the last proof counts as fresh; null for a token. */
  readonly verifiedUntil: Date | null;
}

/** The caller's own passkeys and what they can prove themselves with. */
export const readSecurity: UseCase<Record<string, never>, Security, never> = async (core, { person, session }) => {
  const [passkeys, codes, account] = await Promise.all([
    core.proofs.passkeysOf(person.id),
    core.proofs.recoveryCodesOf(person.id),
    core.people.localAccount(person.id),
  ]);
  const { minimumAgeMs } = core.passkeys;
  return ok({
    passkeys: passkeys.map((passkey) => viewPasskey(passkey, minimumAgeMs)),
    recoveryCodes: codes.length,
    passwordSetAt: account?.changedAt ?? null,
    minimumAgeMs,
    proofs: [
      ...(passkeys.length > 0 ? (["passkey"] as const) : []),
      ...(account ? (["password"] as const) : []),
      ...(core.identityProvider && session?.providerSubject && passkeys.length === 0 ? (["oidc"] as const) : []),
    ],
    verifiedUntil: session && new Date(session.verifiedAt.getTime() + recentVerificationMs),
  });
};

export const viewPasskey = (
  { id, name, backedUp, createdAt, lastUsedAt }: Passkey,
  minimumAgeMs: number,
): PasskeyView => ({
  ...{ id, name, backedUp, createdAt, lastUsedAt },
  confirmsFrom: new Date(createdAt.getTime() + minimumAgeMs),
});
