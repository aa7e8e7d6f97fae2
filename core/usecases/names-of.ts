import type { PersonId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";

export interface PersonName {
  readonly id: PersonId;
  readonly name: string;
}

/** People by name. Somebody who is no longer known is shown by id. */
export const namesOf = async (core: Core, ids: readonly PersonId[]): Promise<(id: PersonId) => PersonName> => {
  const names = new Map((await core.people.ofIds([...new Set(ids)])).map((person) => [person.id, person.name]));
  return (id) => ({ id, name: names.get(id) ?? id });
};
