import type { Group, Person } from "#core/domain/directory/person.ts";
import { insert, type Transition, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { demoDomain, demoGroups, demoPeople } from "#server/demo/demo-people.ts";

export interface DemoCompany {
  readonly transition: Transition;
  readonly groupNamed: (name: string) => Group;
}

/** The people of the demo with their local accounts, and the groups they are in. */
export const demoCompany = async (core: Core, password: string, now: Date): Promise<DemoCompany> => {
  const people = demoPeople.map(({ at, groups, ...rest }) => ({
    groups,
    row: {
      id: core.ids.newId("per"),
      version: 1,
      email: `${at}@${demoDomain}`,
      ...rest,
      attributes: {},
      managerId: null,
      source: "local",
      disabledAt: null,
      createdAt: now,
    } satisfies Person,
  }));
  const groups = demoGroups.map((name): Group => ({
    id: core.ids.newId("grp"),
    version: 1,
    name,
    source: "local",
    personIds: people.flatMap((person) => (person.groups.includes(name) ? [person.row.id] : [])),
    groupIds: [],
    createdAt: now,
  }));
  const accounts = await Promise.all(
    people.map(async ({ row }) => ({
      id: row.id,
      version: 1,
      passwordHash: await core.secrets.hashPassword(password),
      changedAt: now,
    })),
  );
  return {
    groupNamed: (name) => {
      const group = groups.find((each) => each.name === name);
      if (!group) throw new Error(`no group "${name}" in the demo`);
      return group;
    },
    transition: transition({
      writes: [
        ...people.map(({ row }) => insert("Person", row)),
        ...accounts.map((account) => insert("LocalAccount", account)),
        ...groups.map((group) => insert("Group", group)),
      ],
      events: [
        ...people.map(({ row: { id, email, roles } }) => ({
          kind: "personAdded" as const,
          personId: id,
          data: { email, roles, source: "local" },
        })),
        ...groups.map(({ name, personIds }) => ({ kind: "groupAdded" as const, data: { group: name, personIds } })),
      ],
    }),
  };
};
