import { isEnabled, type Person } from "#core/domain/directory/person.ts";
import { cancelRequest } from "#core/domain/request/request-steps.ts";
import { statusAt } from "#core/domain/request/request.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { endGrants } from "#core/usecases/end-grants.ts";
import { sessionEnded } from "#core/usecases/sign-in/end-session.ts";

/**
 * Puts a person out in one step: sessions, tokens and a link that would recover their sign-in are dead, requests are cancelled, live
 * grants are ending (domain rule 13). To be committed with the directory's epoch. Of somebody who is out already it ends what is
 * left, and still moves their row, so that whoever lets them in at the same moment judges anew.
 */
export const putOut = async (core: Core, person: Person, reason: string, now: Date): Promise<Transition> => {
  const [sessions, tokens, requests, grants, link] = await Promise.all([
    core.sessions.liveOf(person.id),
    core.sessions.tokensOf(person.id),
    core.requests.pendingOf(person.id),
    core.grants.openOf(person.id),
    core.people.recoveryLinkOf(person.id),
  ]);
  const pending = requests.filter((request) => statusAt(request, now) === "pending");
  const disabled = { kind: "personDisabled" as const, personId: person.id, data: { reason, grants: grants.length } };
  return together(
    transition({
      writes: [
        update("Person", person, { disabledAt: person.disabledAt ?? now }),
        ...tokens.filter(({ revokedAt }) => !revokedAt).map((token) => update("ApiToken", token, { revokedAt: now })),
        ...(link?.usedAt === null ? [update("RecoveryLink", link, { usedAt: now })] : []),
      ],
      events: isEnabled(person) ? [disabled] : [],
    }),
    ...sessions.map((session) => sessionEnded(session, "person-disabled", now)),
    ...pending.map((request) => cancelRequest(request, now, { because: "person-disabled" })),
    await endGrants(core, grants, () => "person-disabled", now),
  );
};
