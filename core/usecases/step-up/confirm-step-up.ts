import { isSessionLive, type Session } from "#core/domain/directory/session.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { checkStepUp, type StepUpFault } from "#core/domain/step-up/check-step-up.ts";
import { isOldEnough } from "#core/domain/step-up/passkey.ts";
import { assertionHash, type StepUpProof } from "#core/domain/step-up/step-up-proof.ts";
import { type Decision, decisionKey, type StepUp, type StepUpPurpose } from "#core/domain/step-up/step-up.ts";
import { stepUpChallenge } from "#core/domain/step-up/step-up.ts";
import { guard, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core } from "#core/ports/core.ts";

/**
 * `step_up_required`: no proof came along, or it came with a token, which never satisfies a step-up. `step_up_refused`: the
 * signature is not one of a passkey of this person over this challenge, with its person verified.
 */
export type StepUpRefusal = "step_up_required" | "step_up_refused" | "passkey_too_young" | StepUpFault;

interface Asked {
  readonly purpose: StepUpPurpose;
  readonly decision: Decision;
  readonly proof: StepUpProof | undefined;
}

/**
 * Whether the caller confirmed exactly this decision, in this session, in the last 5 minutes. The answer is a step that marks
 * the decision as carried out: committed together with what it authorises, so that of two uses at once one is refused, and a
 * decision that was refused for another reason is not used up.
 */
export const confirmStepUp = async (
  core: Core,
  caller: Caller,
  { purpose, decision, proof }: Asked,
  now: Date,
): Promise<Result<Transition, StepUpRefusal>> => {
  const session = caller.session && (await core.sessions.find(caller.session.id));
  if (!proof || !session || !isSessionLive(session, now)) return refuse("step_up_required");
  const of = { personId: caller.person.id, sessionId: session.id, purpose, decision };
  const checked = checkStepUp(await core.proofs.findStepUp(proof.stepUpId), of, now);
  const proved = checked.ok ? await prove(core, checked.value, proof, session, now) : checked;
  if (!proved.ok) {
    await recordRefusal(core, caller, { purpose, decision, proof }, proved.error);
    return proved;
  }
  return ok(together(proved.value.step, spend(proved.value.stepUp, decision)));
};

interface Proved {
  /** As it is once its proof is written. */
  readonly stepUp: StepUp;
  readonly step: Transition;
}

/** The first use of a batch verifies the signature; the others must carry the very same one. */
const prove = async (
  core: Core,
  stepUp: StepUp,
  { assertion }: StepUpProof,
  session: Session,
  now: Date,
): Promise<Result<Proved, StepUpRefusal>> => {
  const guards = [guard("Session", session)];
  // A signature beside it would be one that nobody looked at.
  if (stepUp.provedBy === "oidc")
    return assertion ? refuse("step_up_refused") : ok({ stepUp, step: transition({ guards }) });
  if (!assertion) return refuse("step_up_required");
  const passkey = await core.proofs.passkeyByCredential(assertion.id);
  if (passkey?.personId !== stepUp.personId || passkey.removedAt) return refuse("step_up_refused");
  const hash = assertionHash(assertion);
  if (stepUp.provedBy !== null) {
    const same = stepUp.provedBy === passkey.id && stepUp.assertion === hash;
    return same
      ? ok({ stepUp, step: transition({ guards: [...guards, guard("Passkey", passkey)] }) })
      : refuse("step_up_refused");
  }
  if (stepUp.purpose !== "identity" && !isOldEnough(passkey, core.passkeys.minimumAgeMs, now))
    return refuse("passkey_too_young");
  const used = await core.passkeys.checkAssertion(assertion, stepUpChallenge(stepUp), passkey);
  if (!used) return refuse("step_up_refused");
  const proved: StepUp = { ...stepUp, provedAt: now, provedBy: passkey.id, assertion: hash };
  const step = transition({ writes: [update("Passkey", passkey, { ...used, lastUsedAt: now })], guards });
  return ok({ stepUp: proved, step });
};

const spend = (stepUp: StepUp, decision: Decision): Transition => {
  const spent = [...stepUp.spent, decisionKey(decision)];
  const { id: stepUpId, purpose, provedBy } = stepUp;
  return transition({
    // Its version is still the one that was read: a second use that runs at the same moment finds it moved on.
    writes: [update("StepUp", stepUp, { spent })],
    window: { before: stepUp.expiresAt },
    events: [{ kind: "stepUpPassed", personId: stepUp.personId, data: { stepUpId, purpose, provedBy, decision } }],
  });
};

const recordRefusal = async (
  core: Core,
  { person, actor }: Caller,
  { purpose, decision, proof }: Asked,
  code: StepUpRefusal,
): Promise<void> => {
  const data = { stepUpId: proof?.stepUpId, purpose, decision, code };
  await core.store.commit(actor, [transition({ events: [{ kind: "stepUpRefused", personId: person.id, data }] })]);
};
