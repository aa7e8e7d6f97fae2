import type { Directory, DirectoryPerson } from "#core/domain/policy/directory.ts";
import type { DirectoryRecord } from "#core/domain/policy/directory-record.ts";
import type { FactsRecord } from "#core/domain/policy/facts-record.ts";
import type { RecordedFacts } from "#core/domain/policy/recorded-facts.ts";

/** What decisions read apart from policy: as it is, or as it would be. */
export interface FactsSide {
  readonly directoryAt: (at: Date) => { readonly directory: Directory; readonly isOnCall: (id: string) => boolean };
  readonly groupsOf: (personId: string) => readonly string[];
  /** Undefined for what is not known: it then stays as it was recorded. */
  readonly resourceOf: (
    id: string,
  ) => { readonly tags: Readonly<Record<string, string>>; readonly owners: readonly string[] } | undefined;
}

/**
 * The recorded facts with the difference that a proposal makes, and no other: whoever it puts into a group is in it, whatever
 * it leaves alone stays as it was recorded, however that stands today. So what then comes out otherwise comes from the proposal.
 * Null where it touches nothing of them.
 */
export const supposeFacts = (is: FactsSide, would: FactsSide) => {
  const moved = new Map<string, Difference | null>();
  const once = (question: string, find: () => Difference | null): Difference | null => {
    const known = moved.get(question);
    if (known !== undefined) return known;
    const found = find();
    moved.set(question, found);
    return found;
  };
  return ({ items, directory, ...rest }: RecordedFacts): RecordedFacts | null => {
    const at = new Date(items[0]?.now ?? 0);
    const sides: SidesAt = { is, would, isAt: is.directoryAt(at), wouldAt: would.directoryAt(at), once };
    const then = {
      items: items.map((item) => itemAfter(item, sides)),
      directory: recordAfter(directory, sides),
      ...rest,
    };
    return JSON.stringify([then.items, then.directory]) === JSON.stringify([items, directory]) ? null : then;
  };
};

interface SidesAt {
  readonly is: FactsSide;
  readonly would: FactsSide;
  readonly isAt: ReturnType<FactsSide["directoryAt"]>;
  readonly wouldAt: ReturnType<FactsSide["directoryAt"]>;
  readonly once: (question: string, find: () => Difference | null) => Difference | null;
}

const itemAfter = (item: FactsRecord, sides: SidesAt): FactsRecord => ({
  ...item,
  person: personAfter(item.person, sides),
  holder: personAfter(item.holder, sides),
  resource: resourceAfter(item.resource, sides),
  activeGrants: item.activeGrants.map((grant) => {
    const { id, name, tags } = resourceAfter({ ...grant.resource, owners: [] }, sides);
    return { ...grant, resource: { id, name, tags } };
  }),
});

const personAfter = (person: FactsRecord["person"], { is, would, isAt, wouldAt }: SidesAt): FactsRecord["person"] => {
  const { id, email } = person;
  const [before, after] = [isAt.directory.personByEmail(email), wouldAt.directory.personByEmail(email)];
  const onCall = wouldAt.isOnCall(id);
  return {
    ...person,
    groups: namesAfter(person.groups, is.groupsOf(id), would.groupsOf(id)),
    onCall: onCall === isAt.isOnCall(id) ? person.onCall : onCall,
    enabled: before?.enabled === after?.enabled ? person.enabled : (after?.enabled ?? false),
  };
};

const namesAfter = (recorded: readonly string[], before: readonly string[], after: readonly string[]): string[] => {
  const gone = before.filter((name) => !after.includes(name));
  const come = after.filter((name) => !before.includes(name) && !recorded.includes(name));
  if (gone.length + come.length === 0) return [...recorded];
  return [...recorded.filter((name) => !gone.includes(name)), ...come].sort();
};

const resourceAfter = (recorded: FactsRecord["resource"], { is, would }: SidesAt): FactsRecord["resource"] => {
  const [before, after] = [is.resourceOf(recorded.id), would.resourceOf(recorded.id)];
  if (!before || !after) return recorded;
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  return {
    ...recorded,
    tags: same(before.tags, after.tags) ? recorded.tags : { ...after.tags },
    owners: same(before.owners, after.owners) ? recorded.owners : [...after.owners],
  };
};

const recordAfter = (
  recorded: DirectoryRecord,
  { isAt: { directory: is }, wouldAt: { directory: would }, once }: SidesAt,
): DirectoryRecord => ({
  ...recorded,
  members: mapped(recorded.members, (people, group) =>
    peopleAfter(
      people,
      once(group, () => differenceOf(is.membersOf(group), would.membersOf(group))),
    ),
  ),
  onCall: mapped(recorded.onCall, (people, schedule) =>
    peopleAfter(people, differenceOf(is.onCall(schedule), would.onCall(schedule))),
  ),
  people: mapped(recorded.people, (person, email) =>
    personKnownAfter(person, is.personByEmail(email), would.personByEmail(email)),
  ),
  managers: mapped(recorded.managers, (person, id) => personKnownAfter(person, is.managerOf(id), would.managerOf(id))),
});

const mapped = <T>(answers: Readonly<Record<string, T>>, after: (answer: T, name: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, after(answer, name)]));

interface Difference {
  readonly gone: ReadonlySet<string>;
  /** Those who come in, and those who are there still and are no longer the same: disabled. */
  readonly come: ReadonlyMap<string, DirectoryPerson>;
}

const differenceOf = (before: readonly DirectoryPerson[], after: readonly DirectoryPerson[]): Difference | null => {
  const [were, are] = [byId(before), byId(after)];
  const gone = new Set([...were.keys()].filter((id) => !are.has(id)));
  const come = new Map([...are].filter(([id, { enabled }]) => were.get(id)?.enabled !== enabled));
  return gone.size + come.size === 0 ? null : { gone, come };
};

const byId = (people: readonly DirectoryPerson[]): ReadonlyMap<string, DirectoryPerson> =>
  new Map(people.map((person) => [person.id, person]));

const peopleAfter = (
  recorded: readonly DirectoryPerson[],
  difference: Difference | null,
): readonly DirectoryPerson[] => {
  if (!difference) return recorded;
  const { gone, come } = difference;
  const stay = recorded.filter(({ id }) => !gone.has(id) && !come.has(id));
  return [...stay, ...come.values()].sort(({ id: a }, { id: b }) => (a < b ? -1 : 1));
};

const personKnownAfter = (
  recorded: DirectoryPerson | null,
  before: DirectoryPerson | undefined,
  after: DirectoryPerson | undefined,
): DirectoryPerson | null =>
  before?.id === after?.id && before?.enabled === after?.enabled ? recorded : (after ?? null);
