import type { Group, LocalAccount, Person } from "#core/domain/directory/person.ts";
import { type Erasure, type Identity, nobody } from "#core/domain/erasure/erasure.ts";
import { pseudonymOf } from "#core/domain/erasure/pseudonym.ts";
import { insert, type Transition, transition, update } from "#core/domain/transition.ts";

type NewErasure = Pick<Erasure, "id" | "personId" | "changeId" | "because">;

/** Obligation first: from this commit on it is owed, whatever breaks. The person must be out by the same commit. */
export const oweErasure = (owed: NewErasure, now: Date): Transition => {
  const { personId, changeId, because } = owed;
  const begun = { status: "ending" as const, identity: nobody, searchedTo: "0", requestsTo: "", values: 0 };
  return transition({
    writes: [insert("Erasure", { ...owed, version: 1, ...begun, approvedAt: now, doneAt: null })],
    events: [{ kind: "erasureBegan", personId, data: { changeId, because } }],
  });
};

interface Known {
  readonly person: Person;
  readonly account: LocalAccount | null;
  readonly groups: readonly Group[];
  readonly accounts: readonly string[];
}

/**
 * They are nobody from here on: no name, no address, no attributes, no duties, in no group, and with a password that nobody
 * knows. Who they were stays with the erasure until the rest was found by it.
 */
export const eraseIdentity = (
  erasure: Erasure,
  { person, account, groups, accounts }: Known,
  unknownHash: string,
  now: Date,
): Transition => {
  const identity: Identity = { names: [person.name], emails: [person.email], accounts };
  const nothing = { timezone: "UTC", roles: [], attributes: {}, onCall: false, managerId: null };
  return transition({
    writes: [
      update("Person", person, { ...pseudonymOf(person.id), ...nothing, disabledAt: person.disabledAt ?? now }),
      update("Erasure", erasure, { status: "erasing", identity }),
      ...(account ? [update("LocalAccount", account, { passwordHash: unknownHash, changedAt: now })] : []),
      ...groups.map((group) => update("Group", group, { personIds: group.personIds.filter((id) => id !== person.id) })),
    ],
    events: [{ kind: "identityErased", personId: person.id, data: { groups: groups.length } }],
  });
};

/** What it was found by goes last. */
export const finishErasure = (erasure: Erasure, now: Date): Transition => {
  const { personId, changeId, because, values } = erasure;
  return transition({
    writes: [update("Erasure", erasure, { status: "done", identity: nobody, doneAt: now })],
    events: [{ kind: "personErased", personId, data: { changeId, because, values } }],
  });
};
