import type { Group } from "#core/domain/directory/person.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface GroupView extends Pick<Group, "id" | "name" | "source"> {
  readonly people: readonly PersonName[];
  readonly groups: readonly Pick<Group, "id" | "name">[];
}

/** Every group with its direct members, by name, for whoever has a duty in the portal. */
export const listGroups: UseCase<Record<string, never>, readonly GroupView[], "not_allowed"> = async (core, caller) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const groups = await core.people.groups();
  const name = await namesOf(
    core,
    groups.flatMap(({ personIds }) => personIds),
  );
  return ok(
    groups
      .map(({ id, name: title, source, personIds, groupIds }) => ({
        ...{ id, source, name: title },
        people: personIds.map(name),
        groups: groupIds.map((groupId) => ({
          id: groupId,
          name: groups.find((each) => each.id === groupId)?.name ?? groupId,
        })),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  );
};
