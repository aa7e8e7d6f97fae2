import type { Session } from "#core/domain/directory/session.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { identityDecision } from "#core/domain/step-up/decisions.ts";
import type { ProveIdentityInput } from "#core/domain/step-up/step-up-input.ts";
import { together, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { confirmStepUp, type StepUpRefusal } from "#core/usecases/step-up/confirm-step-up.ts";

type ProveRefusal = "session_needed" | StepUpRefusal;

/** A signed-in person proves again who they are, with a passkey or at the identity provider. Never possible with a token. */
export const proveIdentity: UseCase<ProveIdentityInput, { verifiedAt: Date }, ProveRefusal | "busy"> = (
  core,
  caller,
  input,
) => commitDecided(core, caller.actor, (now) => proved(core, caller, input, now));

const proved = async (
  core: Core,
  caller: Caller,
  { stepUp: proof }: ProveIdentityInput,
  now: Date,
): Promise<Result<Decided<{ verifiedAt: Date }>, ProveRefusal>> => {
  const session = caller.session && (await core.sessions.find(caller.session.id));
  if (!session || session.endedAt) return refuse("session_needed");
  const asked = { purpose: "identity", decision: identityDecision, proof } as const;
  const confirmed = await confirmStepUp(core, caller, asked, now);
  if (!confirmed.ok) return confirmed;
  const verifiedBy: Session["verifiedBy"] = proof.assertion ? "passkey" : "oidc";
  const verified = transition({
    writes: [update("Session", session, { verifiedAt: now, verifiedBy, seenAt: now })],
    events: [
      { kind: "identityVerified", personId: caller.person.id, data: { sessionId: session.id, method: verifiedBy } },
    ],
  });
  return ok({ transition: together(confirmed.value, verified), value: { verifiedAt: now } });
};
