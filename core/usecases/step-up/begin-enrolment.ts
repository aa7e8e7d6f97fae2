import { ok, refuse } from "#core/domain/result.ts";
import { enrolmentDecision } from "#core/domain/step-up/decisions.ts";
import { mostPasskeys } from "#core/domain/step-up/passkey.ts";
import { stepUpChallenge, type StepUp } from "#core/domain/step-up/step-up.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { CredentialOptions } from "#core/ports/passkeys.ts";
import { checkFresh, type FreshRefusal } from "#core/usecases/step-up/check-fresh.ts";
import { openStepUp } from "#core/usecases/step-up/open-step-up.ts";

interface Enrolment extends Pick<StepUp, "id" | "expiresAt"> {
  /** For `navigator.credentials.create`. */
  readonly options: CredentialOptions;
}

/** Prepares a new passkey of the caller's. Needs a proof of identity in this session in the last 5 minutes. */
export const beginEnrolment: UseCase<
  Record<string, never>,
  Enrolment,
  FreshRefusal | "too_many_passkeys" | "busy"
> = async (core, caller) => {
  const fresh = await checkFresh(core, caller, await core.clock.now());
  if (!fresh.ok) return fresh;
  const passkeys = await core.proofs.passkeysOf(caller.person.id);
  if (passkeys.length >= mostPasskeys) return refuse("too_many_passkeys");
  const asked = { session: fresh.value, purpose: "enrolment", decisions: [enrolmentDecision] } as const;
  const begun = await openStepUp(core, caller, asked);
  if (!begun.ok) return begun;
  const { id, expiresAt } = begun.value;
  const options = await core.passkeys.creationOptions(caller.person, stepUpChallenge(begun.value), passkeys);
  return ok({ id, expiresAt, options });
};
