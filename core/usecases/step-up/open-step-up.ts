import type { Session } from "#core/domain/directory/session.ts";
import { ok, type Result } from "#core/domain/result.ts";
import { type StepUp, stepUpMs } from "#core/domain/step-up/step-up.ts";
import { insert, transition } from "#core/domain/transition.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

/** A new row for something that is to be confirmed in this session. */
export const openStepUp = (
  core: Core,
  { person, actor }: Caller,
  { session, purpose, decisions }: Pick<StepUp, "purpose" | "decisions"> & { readonly session: Session },
): Promise<Result<StepUp, "busy">> =>
  commitDecided<StepUp, never>(core, actor, (now) => {
    const stepUp: StepUp = {
      id: core.ids.newId("stp"),
      version: 1,
      personId: person.id,
      sessionId: session.id,
      purpose,
      decisions,
      nonce: core.secrets.newToken().hash,
      createdAt: now,
      expiresAt: new Date(now.getTime() + stepUpMs),
      provedAt: null,
      provedBy: null,
      assertion: null,
      spent: [],
    };
    const opened = transition({
      writes: [insert("StepUp", stepUp)],
      events: [{ kind: "stepUpAsked", personId: person.id, data: { stepUpId: stepUp.id, purpose, decisions } }],
    });
    return Promise.resolve(ok({ transition: opened, value: stepUp }));
  });
