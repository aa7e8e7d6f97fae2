import type { Delegation } from "#core/domain/delegation/delegation.ts";
import { ok } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface DelegationView extends Pick<Delegation, "id" | "requestId" | "note" | "startsAt" | "endsAt"> {
  readonly person: PersonName;
  readonly delegate: PersonName;
}

/** Who votes for the caller, and for whom the caller votes: what lasts or is still to come. */
export const listDelegations: UseCase<Record<string, never>, readonly DelegationView[], never> = async (
  core,
  { person },
) => ok(await viewDelegations(core, await core.delegations.openOf(person.id)));

export const viewDelegations = async (
  core: Core,
  delegations: readonly Delegation[],
): Promise<readonly DelegationView[]> => {
  const name = await namesOf(
    core,
    delegations.flatMap(({ personId, delegateId }) => [personId, delegateId]),
  );
  return delegations.map(({ id, requestId, note, startsAt, endsAt, personId, delegateId }) => ({
    ...{ id, requestId, note, startsAt, endsAt },
    person: name(personId),
    delegate: name(delegateId),
  }));
};
