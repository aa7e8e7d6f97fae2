import { ok, refuse, type Result } from "#core/domain/result.ts";
import { checkStepUp, type StepUpFault } from "#core/domain/step-up/check-step-up.ts";
import { enrolmentDecision } from "#core/domain/step-up/decisions.ts";
import type { Passkey } from "#core/domain/step-up/passkey.ts";
import type { EnrolPasskeyInput } from "#core/domain/step-up/step-up-input.ts";
import { decisionKey, type StepUp, stepUpChallenge } from "#core/domain/step-up/step-up.ts";
import { insert, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import type { NewPasskey } from "#core/ports/passkeys.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { checkFresh, type FreshRefusal } from "#core/usecases/step-up/check-fresh.ts";
import { type PasskeyView, viewPasskey } from "#core/usecases/step-up/read-security.ts";

type EnrolRefusal = FreshRefusal | StepUpFault | "passkey_refused" | "busy";

/**
 * Keeps a new passkey, once. Its authenticator must have verified its person. It confirms decisions only when it is old enough;
 * until then it can be found and removed by whoever it was enrolled against.
 */
export const enrolPasskey: UseCase<EnrolPasskeyInput, PasskeyView, EnrolRefusal> = async (core, caller, input) => {
  const done = await commitDecided(core, caller.actor, (now) => enrolled(core, caller, input, now));
  return done.ok ? ok(viewPasskey(done.value, core.passkeys.minimumAgeMs)) : done;
};

const enrolled = async (
  core: Core,
  caller: Caller,
  { stepUpId, name, attestation }: EnrolPasskeyInput,
  now: Date,
): Promise<Result<Decided<Passkey>, Exclude<EnrolRefusal, "busy">>> => {
  const fresh = await checkFresh(core, caller, now);
  if (!fresh.ok) return fresh;
  const of = { personId: caller.person.id, sessionId: fresh.value.id, decision: enrolmentDecision } as const;
  const begun = checkStepUp(await core.proofs.findStepUp(stepUpId), { ...of, purpose: "enrolment" }, now);
  if (!begun.ok) return begun;
  const made = await core.passkeys.checkCreation(attestation, stepUpChallenge(begun.value));
  if (!made || (await core.proofs.passkeyByCredential(made.credentialId))) return refuse("passkey_refused");
  const passkey = newPasskey(core, caller, made, name, now);
  // The session moves on: whoever ends it at this moment, and with it every passkey, looks for them again.
  const moved = transition({ writes: [update("Session", fresh.value, { seenAt: now })] });
  return ok({ transition: together(kept(begun.value, passkey, now), moved), value: passkey });
};

const newPasskey = (core: Core, { person }: Caller, made: NewPasskey, name: string, createdAt: Date): Passkey => ({
  id: core.ids.newId("pky"),
  version: 1,
  personId: person.id,
  name,
  ...made,
  createdAt,
  lastUsedAt: null,
  removedAt: null,
});

const kept = (begun: StepUp, passkey: Passkey, now: Date): Transition =>
  transition({
    writes: [
      insert("Passkey", passkey),
      update("StepUp", begun, { provedAt: now, provedBy: passkey.id, spent: [decisionKey(enrolmentDecision)] }),
    ],
    window: { before: begun.expiresAt },
    events: [
      {
        kind: "passkeyEnrolled",
        personId: passkey.personId,
        data: { passkeyId: passkey.id, name: passkey.name, backedUp: passkey.backedUp },
      },
    ],
  });
