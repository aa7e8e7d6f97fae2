import { ok, refuse } from "#core/domain/result.ts";
import { transition } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

/**
 * Sends the calling administrator a message over every channel that reaches one person, on the way that all messages take:
 * what becomes of it is what becomes of them.
 */
export const sendTestMessage: UseCase<Record<string, never>, null, "not_allowed" | "busy"> = async (
  core,
  { person, actor },
) => {
  if (!person.roles.includes("administrator")) return refuse("not_allowed");
  return commitDecided(core, actor, () => {
    const event = { kind: "testMessageSent", personId: person.id } as const;
    return Promise.resolve(ok({ transition: transition({ events: [event] }), value: null }));
  });
};
