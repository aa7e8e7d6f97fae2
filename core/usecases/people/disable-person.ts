import { isEnabled } from "#core/domain/directory/person.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { together } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { putOut } from "#core/usecases/people/put-out.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";

interface DisableInput {
  readonly personId: PersonId;
  readonly reason: string;
}

type DisableRefusal = "not_found" | "not_allowed" | "already_disabled" | "own_account" | "busy";

/**
 * Puts a person out at once, in one step: sessions and tokens are dead, requests are cancelled, live grants are ending
 * (domain rule 13). Votes of theirs that have not settled anything stop counting, because no stage names them any more.
 */
export const disablePerson: UseCase<DisableInput, null, DisableRefusal> = async (
  core,
  caller,
  { personId, reason },
) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  if (personId === caller.person.id) return refuse("own_account");
  const done = await commitDecided(core, caller.actor, async (now) => {
    const person = await core.people.find(personId);
    if (!person) return refuse("not_found");
    if (!isEnabled(person)) return refuse("already_disabled");
    const epoch = moveEpoch(await core.policies.epochs(), "directory");
    return ok({ transition: together(await putOut(core, person, reason, now), epoch), value: null });
  });
  if (!done.ok) return done;
  core.wake.due();
  await redecidePending(core);
  return done;
};
