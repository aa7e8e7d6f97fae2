import type { Group, Person } from "#core/domain/directory/person.ts";
import { isEnabled } from "#core/domain/directory/person.ts";
import type { Directory, DirectoryPerson } from "#core/domain/policy/directory.ts";

export interface DirectoryView {
  readonly directory: Directory;
  readonly groupsOf: (personId: string) => readonly string[];
}

/**
 * Answers about people and groups as they were read together. Groups that contain each other, and members that are not
 * known, are tolerated: the former end, the latter count for nothing.
 */
export const directoryOf = (people: readonly Person[], groups: readonly Group[]): DirectoryView => {
  const personOf = new Map<string, DirectoryPerson>(people.map((person) => [person.id, described(person)]));
  const groupOf = new Map<string, Group>(groups.map((group) => [group.id, group]));
  const idsOf = new Map(groups.map((group) => [group.name, [...peopleIn(group, groupOf)].sort()]));
  const present = (ids: readonly string[]): readonly DirectoryPerson[] => ids.flatMap((id) => personOf.get(id) ?? []);

  const groupNames = new Map<string, string[]>();
  for (const [name, ids] of [...idsOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const id of ids) groupNames.set(id, [...(groupNames.get(id) ?? []), name]);
  }
  const byEmail = new Map(people.map((person) => [person.email.toLowerCase(), personOf.get(person.id)]));
  const managerIds = new Map<string, string | null>(people.map((person) => [person.id, person.managerId]));
  const onCall = new Set<string>(people.filter((person) => person.onCall).map(({ id }) => id));

  return {
    directory: {
      membersOf: (name) => present(idsOf.get(name) ?? []),
      personByEmail: (email) => byEmail.get(email.toLowerCase()),
      managerOf: (id) => personOf.get(managerIds.get(id) ?? ""),
      // A schedule is named like the group whose members take turns.
      onCall: (schedule) => present(idsOf.get(schedule) ?? []).filter(({ id }) => onCall.has(id)),
    },
    groupsOf: (id) => groupNames.get(id) ?? [],
  };
};

const described = (person: Person): DirectoryPerson => ({
  id: person.id,
  email: person.email,
  name: person.name,
  enabled: isEnabled(person),
});

const peopleIn = (root: Group, groupOf: ReadonlyMap<string, Group>): ReadonlySet<string> => {
  const found = new Set<string>();
  const seen = new Set<Group>([root]);
  // A set grows while it is walked: each group is visited once, whatever contains it.
  for (const group of seen) {
    for (const id of group.personIds) found.add(id);
    for (const id of group.groupIds) {
      const inner = groupOf.get(id);
      if (inner) seen.add(inner);
    }
  }
  return found;
};
