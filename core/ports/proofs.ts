import type { PasskeyId, PersonId, StepUpId } from "#core/domain/ids.ts";
import type { Passkey, RecoveryCode } from "#core/domain/step-up/passkey.ts";
import type { StepUp } from "#core/domain/step-up/step-up.ts";

/** With what people can confirm, and what they were asked to confirm. */
export interface Proofs {
  /** Those that were not removed, the oldest first. */
  passkeysOf(personId: PersonId): Promise<readonly Passkey[]>;
  findPasskey(id: PasskeyId): Promise<Passkey | null>;
  /** Removed ones too. */
  passkeyByCredential(credentialId: string): Promise<Passkey | null>;
  findStepUp(id: StepUpId): Promise<StepUp | null>;
  /** Those that still work. */
  recoveryCodesOf(personId: PersonId): Promise<readonly RecoveryCode[]>;
}
