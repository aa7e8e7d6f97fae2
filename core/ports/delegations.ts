import type { Delegation } from "#core/domain/delegation/delegation.ts";
import type { DelegationId, PersonId } from "#core/domain/ids.ts";

export interface Delegations {
  find(id: DelegationId): Promise<Delegation | null>;
  /** Not over yet, of or to the person, the earliest start first. */
  openOf(personId: PersonId): Promise<readonly Delegation[]>;
}
