import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { descriptionOf } from "#core/domain/directory/person-description.ts";
import { isEnabled } from "#core/domain/directory/person.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { insert, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ProposeRefusal } from "#core/usecases/changes/change-refusal.ts";

type ProposedPerson = Extract<ProposedChange, { kind: "person" }>;

/**
 * Whether somebody could be so: the address is nobody else's, the manager is somebody else who is known, and an administrator
 * is left. Whoever is erased stays erased.
 */
export const checkPerson = async (
  core: Core,
  { personId, email, managerId, roles }: ProposedPerson,
): Promise<Result<null, ProposeRefusal>> => {
  const [known, sameAddress, manager] = await Promise.all([
    personId ? core.people.find(personId) : null,
    core.people.findByEmail(email),
    managerId ? core.people.find(managerId) : null,
  ]);
  if (personId && !known) return refuse("unknown_person");
  if (personId && (await core.erasures.ofPeople([personId])).length > 0) return refuse("already_erased");
  if (sameAddress && sameAddress.id !== personId) return refuse("address_taken");
  if (managerId && (!manager || managerId === personId)) return refuse("unknown_person");
  const steps = known && isEnabled(known) && known.roles.includes("administrator") && !roles.includes("administrator");
  if (!steps) return ok(null);
  const administrators = await core.people.enabledWith("administrator");
  return administrators.some(({ id }) => id !== personId) ? ok(null) : refuse("last_administrator");
};

/**
 * Somebody new, or another description of who is there. Nobody can sign in as them by it alone: the identity provider vouches
 * for their address, or they have a local account already.
 */
export const setPerson = async (
  core: Core,
  proposed: ProposedPerson,
  now: Date,
): Promise<Result<Transition, ProposeRefusal>> => {
  const checked = await checkPerson(core, proposed);
  if (!checked.ok) return checked;
  const known = proposed.personId ? await core.people.find(proposed.personId) : null;
  const { email, name, timezone, roles, managerId, attributes = known?.attributes ?? {} } = proposed;
  const described = descriptionOf({ email, name, timezone, roles, managerId, attributes });
  const id = known?.id ?? core.ids.newId("per");
  const row = { id, version: 1, ...described, onCall: false, source: "local" as const, disabledAt: null };
  return ok(
    transition({
      writes: [known ? update("Person", known, described) : insert("Person", { ...row, createdAt: now })],
      events: [
        known
          ? { kind: "personChanged", personId: id, data: { ...described, before: descriptionOf(known) } }
          : { kind: "personAdded", personId: id, data: { ...described, source: "local" } },
      ],
    }),
  );
};
