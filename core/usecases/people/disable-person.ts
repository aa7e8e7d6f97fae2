import { isEnabled, type Person } from "#core/domain/directory/person.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { cancelRequest } from "#core/domain/request/request-steps.ts";
import { statusAt } from "#core/domain/request/request.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { endGrants } from "#core/usecases/end-grants.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";
import { sessionEnded } from "#core/usecases/sign-in/end-session.ts";

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
    return ok({ transition: await disabled(core, person, reason, now), value: null });
  });
  if (!done.ok) return done;
  core.wake.due();
  await redecidePending(core);
  return done;
};

const disabled = async (core: Core, person: Person, reason: string, now: Date): Promise<Transition> => {
  const [sessions, tokens, requests, grants, epochs] = await Promise.all([
    core.sessions.liveOf(person.id),
    core.sessions.tokensOf(person.id),
    core.requests.pendingOf(person.id),
    core.grants.openOf(person.id),
    core.policies.epochs(),
  ]);
  const pending = requests.filter((request) => statusAt(request, now) === "pending");
  return together(
    transition({
      writes: [
        update("Person", person, { disabledAt: now }),
        ...tokens.filter(({ revokedAt }) => !revokedAt).map((token) => update("ApiToken", token, { revokedAt: now })),
      ],
      events: [{ kind: "personDisabled", personId: person.id, data: { reason, grants: grants.length } }],
    }),
    moveEpoch(epochs, "directory"),
    ...sessions.map((session) => sessionEnded(session, "person-disabled", now)),
    ...pending.map((request) => cancelRequest(request, now, { because: "person-disabled" })),
    await endGrants(core, grants, () => "person-disabled", now),
  );
};
