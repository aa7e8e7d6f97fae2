import type { VerifyIdentityInput } from "#core/domain/directory/sign-in-input.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { checkOwnPassword } from "#core/usecases/sign-in/check-own-password.ts";

type VerifyRefusal = "wrong_credentials" | "rate_limited" | "session_needed" | "busy";

/** A signed-in person proves again who they are, for what needs that. Never possible with a token. */
export const verifyIdentity: UseCase<VerifyIdentityInput, { verifiedAt: Date }, VerifyRefusal> = async (
  core,
  caller,
  { password },
) => {
  const { session, person } = caller;
  if (!session) return refuse("session_needed");
  const checked = await checkOwnPassword(core, caller, session, password);
  if (!checked.ok) return checked;
  return commitDecided(core, caller.actor, async (now) => {
    const current = await core.sessions.find(session.id);
    if (!current || current.endedAt) return refuse("session_needed");
    const verified = transition({
      writes: [update("Session", current, { verifiedAt: now, verifiedBy: "password", seenAt: now })],
      events: [{ kind: "identityVerified", personId: person.id, data: { sessionId: current.id } }],
    });
    return ok({ transition: verified, value: { verifiedAt: now } });
  });
};
