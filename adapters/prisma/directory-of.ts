import { createHash } from "node:crypto";
import { type Delegation, isDelegationLive } from "#core/domain/delegation/delegation.ts";
import type { Group, Person } from "#core/domain/directory/person.ts";
import { isEnabled } from "#core/domain/directory/person.ts";
import type { DirectoryPerson } from "#core/domain/policy/directory.ts";
import { earliest, latest, type OnCallAt, onCallAt } from "#core/domain/schedule/on-call-at.ts";
import type { Schedule, ScheduleReading } from "#core/domain/schedule/schedule.ts";
import type { DecisionBasis, DirectoryAt } from "#core/ports/policies.ts";

export interface DirectoryRows {
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly delegations: readonly Delegation[];
  readonly schedules: readonly Schedule[];
  readonly readings: readonly ScheduleReading[];
}

/**
 * Answers about people, groups, absences and turns as they were read together. Groups that contain each other, and members
 * that are not known, are tolerated: the former end, the latter count for nothing.
 */
export const directoryOf = (
  rows: DirectoryRows,
): Pick<DecisionBasis, "directoryAt" | "groupsOf" | "managers" | "membership"> => {
  const { people, groups } = rows;
  const personOf = new Map<string, DirectoryPerson>(people.map((person) => [person.id, described(person)]));
  const groupOf = new Map<string, Group>(groups.map((group) => [group.id, group]));
  const idsOf = new Map(groups.map((group) => [group.name, [...peopleIn(group, groupOf)].sort()]));
  const present = (ids: readonly string[]): readonly DirectoryPerson[] => ids.flatMap((id) => personOf.get(id) ?? []);

  const groupNames = new Map<string, string[]>();
  for (const [name, ids] of [...idsOf].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const id of ids) groupNames.set(id, [...(groupNames.get(id) ?? []), name]);

  const byEmail = new Map<string, DirectoryPerson>();
  for (const person of personOf.values()) byEmail.set(person.email.toLowerCase(), person);
  const managerIds = new Map<string, string | null>(people.map((person) => [person.id, person.managerId]));
  const flagged = new Set<string>(people.filter((person) => person.onCall).map(({ id }) => id));

  const directoryAt: DecisionBasis["directoryAt"] = (now, requestId): DirectoryAt => {
    const turns = turnsAt(rows, byEmail, now);
    const standIns = standInsAt(rows.delegations, now, requestId);
    const changes = rows.delegations.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
    for (const { since, until } of turns.values()) changes.push(...[since, until].filter((at) => at !== null));
    return {
      directory: {
        membersOf: (name) => present(idsOf.get(name) ?? []),
        personByEmail: (email) => byEmail.get(email.toLowerCase()),
        managerOf: (id) => personOf.get(managerIds.get(id) ?? ""),
        // Where no schedule has the name, a group has it, whose members are marked as on call by the directory they come from.
        onCall: (name) =>
          present(turns.get(name)?.personIds ?? (idsOf.get(name) ?? []).filter((id) => flagged.has(id))),
        standInsOf: (id) => present(standIns.get(id) ?? []),
      },
      isOnCall: (id) => flagged.has(id) || [...turns.values()].some(({ personIds }) => personIds.includes(id)),
      since: latest(changes, now),
      until: earliest(changes, now),
    };
  };
  const managers = new Map(
    people.flatMap((person) => (isEnabled(person) && person.managerId ? [[person.id, person.managerId] as const] : [])),
  );
  return { directoryAt, groupsOf: (id) => groupNames.get(id) ?? [], managers, membership: membershipOf(groups) };
};

const membershipOf = (groups: readonly Group[]): string =>
  createHash("sha256")
    .update(
      groups
        .map(({ id, version }) => `${id}@${version}`)
        .sort()
        .join(" "),
    )
    .digest("base64url");

const turnsAt = (
  { schedules, readings }: DirectoryRows,
  byEmail: ReadonlyMap<string, DirectoryPerson>,
  now: Date,
): ReadonlyMap<string, OnCallAt> =>
  new Map(
    schedules
      .filter(({ retiredAt }) => retiredAt === null)
      .map((schedule) => {
        const reading = readings.find(({ id }) => id === schedule.id);
        return [schedule.name, onCallAt(schedule, reading, byEmail, now)];
      }),
  );

/** Who votes for whom: while they are away, and for this request when it was handed over. */
const standInsAt = (
  delegations: readonly Delegation[],
  now: Date,
  requestId: string | undefined,
): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const delegation of delegations) {
    if (!isDelegationLive(delegation, now)) continue;
    if (delegation.requestId !== null && delegation.requestId !== requestId) continue;
    const { personId, delegateId } = delegation;
    const known = found.get(personId) ?? [];
    if (!known.includes(delegateId)) found.set(personId, [...known, delegateId].sort());
  }
  return found;
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
