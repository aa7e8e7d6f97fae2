import { isEnabled } from "#core/domain/directory/person.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { together, transition, update } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";

type EnableRefusal = "not_found" | "not_allowed" | "already_enabled" | "already_erased" | "busy";

/** Lets a person in again. Nothing that ended comes back: sessions, tokens, requests and grants stay as they are; nor does anyone whose erasure is owed. */
export const enablePerson: UseCase<{ personId: PersonId }, null, EnableRefusal> = async (
  core,
  caller,
  { personId },
) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  const done = await commitDecided(core, caller.actor, async () => {
    const person = await core.people.find(personId);
    if (!person) return refuse("not_found");
    if (isEnabled(person)) return refuse("already_enabled");
    if ((await core.erasures.ofPeople([personId])).length > 0) return refuse("already_erased");
    const enabled = transition({
      writes: [update("Person", person, { disabledAt: null })],
      events: [{ kind: "personEnabled", personId }],
    });
    return ok({ transition: together(enabled, moveEpoch(await core.policies.epochs(), "directory")), value: null });
  });
  if (done.ok) await redecidePending(core);
  return done;
};
