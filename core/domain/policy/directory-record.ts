import type { Directory, DirectoryPerson } from "#core/domain/policy/directory.ts";

/** The directory's answers that one decision depended on: kept beside its facts, so that a replay uses them and never today's groups. */
export interface DirectoryRecord {
  readonly members: Readonly<Record<string, readonly DirectoryPerson[]>>;
  readonly people: Readonly<Record<string, DirectoryPerson | null>>;
  readonly managers: Readonly<Record<string, DirectoryPerson | null>>;
  readonly onCall: Readonly<Record<string, readonly DirectoryPerson[]>>;
  /** Only of those who have any. They change who may vote and never the outcome, so an unrecorded one is nobody. */
  readonly standIns?: Readonly<Record<string, readonly DirectoryPerson[]>>;
}

/** Passes every question on and remembers the answers. One recorder a decision. */
export function recordDirectory(directory: Directory): { readonly directory: Directory; record(): DirectoryRecord } {
  const members = new Map<string, readonly DirectoryPerson[]>();
  const people = new Map<string, DirectoryPerson | null>();
  const managers = new Map<string, DirectoryPerson | null>();
  const onCall = new Map<string, readonly DirectoryPerson[]>();
  const standIns = new Map<string, readonly DirectoryPerson[]>();
  return {
    directory: {
      membersOf: (group) => keep(members, group, directory.membersOf(group).map(copy)),
      personByEmail: (email) => keep(people, email, copyOrNull(directory.personByEmail(email))) ?? undefined,
      managerOf: (personId) => keep(managers, personId, copyOrNull(directory.managerOf(personId))) ?? undefined,
      onCall: (schedule) => keep(onCall, schedule, directory.onCall(schedule).map(copy)),
      standInsOf: (personId) => {
        const found = directory.standInsOf(personId).map(copy);
        return found.length === 0 ? found : keep(standIns, personId, found);
      },
    },
    record: () => ({
      members: Object.fromEntries(members),
      people: Object.fromEntries(people),
      managers: Object.fromEntries(managers),
      onCall: Object.fromEntries(onCall),
      ...(standIns.size > 0 && { standIns: Object.fromEntries(standIns) }),
    }),
  };
}

/**
 * Answers from a record. `onUnknown` hears of every question that was not asked then: nobody is the answer, and a replay
 * of another policy must say that it could not know.
 */
export function replayDirectory(
  record: DirectoryRecord,
  onUnknown: (question: string) => void = () => undefined,
): Directory {
  const lookup = <T>(answers: Readonly<Record<string, T>>, name: string, question: string): T | undefined => {
    if (Object.hasOwn(answers, name)) return answers[name];
    onUnknown(`${question}:${name}`);
    return undefined;
  };
  return {
    membersOf: (group) => lookup(record.members, group, "group") ?? [],
    personByEmail: (email) => lookup(record.people, email, "person") ?? undefined,
    managerOf: (personId) => lookup(record.managers, personId, "manager") ?? undefined,
    onCall: (schedule) => lookup(record.onCall, schedule, "onCall") ?? [],
    standInsOf: (personId) => record.standIns?.[personId] ?? [],
  };
}

function keep<T>(answers: Map<string, T>, name: string, answer: T): T {
  answers.set(name, answer);
  return answer;
}

const copy = ({ id, email, name, enabled }: DirectoryPerson): DirectoryPerson => ({ id, email, name, enabled });
const copyOrNull = (person: DirectoryPerson | undefined): DirectoryPerson | null => (person ? copy(person) : null);
