import type { Session, SessionEndReason } from "#core/domain/directory/session.ts";
import type { SessionId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

/** Ends a session at once: the caller's own, any other of the caller's, or, for administrators, anybody's. */
export const endSession: UseCase<{ sessionId: SessionId }, null, "not_found" | "busy"> = (
  core,
  caller,
  { sessionId },
) =>
  commitDecided(core, caller.actor, async (now) => {
    const session = await core.sessions.find(sessionId);
    const own = session?.personId === caller.person.id;
    if (!session || session.endedAt || !(own || caller.person.roles.includes("administrator")))
      return refuse("not_found");
    const same = session.id === caller.session?.id;
    const reason = same ? "signed-out" : own ? "ended-by-person" : "ended-by-administrator";
    return ok({ transition: sessionEnded(session, reason, now), value: null });
  });

export const sessionEnded = (session: Session, endReason: SessionEndReason, now: Date): Transition =>
  transition({
    writes: [update("Session", session, { endedAt: now, endReason })],
    events: [
      {
        kind: endReason === "signed-out" ? "signedOut" : "sessionEnded",
        personId: session.personId,
        data: { sessionId: session.id, endReason },
      },
    ],
  });
