import { isSessionLive, type Session } from "#core/domain/directory/session.ts";
import type { StepUpId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import {
  checkAskable,
  checkReauthentication,
  type Reauthentication,
  type ReauthenticationFault,
} from "#core/domain/step-up/check-reauthentication.ts";
import { type StepUp, stepUpChallenge } from "#core/domain/step-up/step-up.ts";
import { guard, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { type IdentityProvider, ProviderUnreachable } from "#core/ports/identity-provider.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";

interface ProviderAnswer {
  readonly stepUpId: StepUpId;
  /** The address at which the provider sent the browser back. */
  readonly answer: URL;
}

type ProviderRefusal = "session_needed" | "step_up_refused" | "provider_unreachable" | ReauthenticationFault;

/**
 * Keeps that a person confirmed something by authenticating anew at their identity provider. Once for each confirmation, in the
 * session that asked for it, within its five minutes; it authorises then what it was asked for and nothing else. Every refusal
 * is recorded.
 */
export const confirmAtProvider: UseCase<ProviderAnswer, { stepUpId: StepUpId }, ProviderRefusal | "busy"> = async (
  core,
  caller,
  { stepUpId, answer },
) => {
  const { identityProvider, clock } = core;
  if (!identityProvider || !caller.session) return refuse("session_needed");
  const now = await clock.now();
  // Before the code is spent at the provider: what belongs elsewhere never gets that far.
  const askable = checkAskable(await core.proofs.findStepUp(stepUpId), caller.session, now);
  const said = askable.ok ? await redeem(identityProvider, askable.value, answer, now) : askable;
  const kept = said.ok
    ? await commitDecided(core, caller.actor, (at) => proved(core, caller, stepUpId, said.value, at))
    : said;
  if (!kept.ok && kept.error !== "busy") await recordRefusal(core, caller, stepUpId, kept.error);
  return kept;
};

const redeem = async (
  provider: IdentityProvider,
  stepUp: StepUp,
  answer: URL,
  now: Date,
): Promise<Result<Reauthentication, "step_up_refused" | "provider_unreachable">> => {
  try {
    const said = await provider.redeem(answer, { stepUpId: stepUp.id, challenge: stepUpChallenge(stepUp) }, now);
    return said ? ok(said) : refuse("step_up_refused");
  } catch (error) {
    if (error instanceof ProviderUnreachable) return refuse("provider_unreachable");
    throw error;
  }
};

const proved = async (
  core: Core,
  caller: Caller,
  stepUpId: StepUpId,
  said: Reauthentication,
  now: Date,
): Promise<Result<Decided<{ stepUpId: StepUpId }>, ProviderRefusal>> => {
  const session: Session | null = caller.session && (await core.sessions.find(caller.session.id));
  if (!session || !isSessionLive(session, now)) return refuse("session_needed");
  const askable = checkAskable(await core.proofs.findStepUp(stepUpId), session, now);
  if (!askable.ok) return askable;
  // Whoever has a passkey by now confirms with it.
  if ((await core.proofs.passkeysOf(session.personId)).length > 0) return refuse("step_up_refused");
  const checked = checkReauthentication(askable.value, session, said, now);
  if (!checked.ok) return checked;
  const { provedAt, provedBy } = checked.value;
  const step = transition({
    writes: [update("StepUp", askable.value, { provedAt, provedBy })],
    guards: [guard("Session", session)],
    window: { before: askable.value.expiresAt },
    events: [
      {
        kind: "identityVerified",
        personId: session.personId,
        data: { sessionId: session.id, method: "oidc", stepUpId, purpose: askable.value.purpose },
      },
    ],
  });
  return ok({ transition: step, value: { stepUpId } });
};

const recordRefusal = async (core: Core, { person, actor }: Caller, stepUpId: StepUpId, code: ProviderRefusal) => {
  const data = { stepUpId, method: "oidc", code };
  await core.store.commit(actor, [transition({ events: [{ kind: "stepUpRefused", personId: person.id, data }] })]);
};
