import type { Directory } from "#core/domain/policy/directory.ts";
import type { Facts, GrantFacts, PersonFacts } from "#core/domain/policy/facts.ts";
import { parseDuration } from "#core/domain/policy/parse-duration.ts";
import type { PolicyTest, PolicyTestEntitlement, PolicyTestPerson } from "#core/domain/policy/policy-test-document.ts";
import type { Subject } from "#core/domain/policy/selector.ts";

/** The facts that a test describes; what it leaves out is empty, false or UTC, never taken from the directory. */
export function toTestFacts({ given }: PolicyTest, directory: Directory): Facts {
  const person = toPerson(given.person, directory);
  const holder = given.holder === undefined ? person : toPerson(given.holder, directory);
  const now = new Date(given.at);
  const { owners = [] } = given.entitlement;
  const subject = toSubject(given.entitlement);
  return {
    person,
    holder,
    request: {
      durationSeconds: seconds(given.duration),
      justification: given.justification ?? "",
      ticket: given.ticket ?? "",
      onBehalf: person.id !== holder.id,
      breakGlass: given.breakGlass ?? false,
    },
    ...subject,
    resource: { ...subject.resource, owners },
    now,
    activeGrants: (given.holds ?? []).map((held, index): GrantFacts => ({
      id: `test:${index}`,
      status: "active",
      startsAt: now,
      ...toSubject(held),
    })),
    session: given.session && {
      method: given.session.method ?? "",
      ageSeconds: given.session.age === undefined ? 0 : seconds(given.session.age),
      address: given.session.address ?? "",
      deviceKnown: given.session.deviceKnown ?? false,
    },
  };
}

const toPerson = (person: PolicyTestPerson, directory: Directory): PersonFacts => ({
  id: directory.personByEmail(person.email)?.id ?? person.email,
  email: person.email,
  name: person.email,
  groups: person.groups ?? [],
  attributes: person.attributes ?? {},
  timezone: person.timezone ?? "UTC",
  onCall: person.onCall ?? false,
  enabled: person.enabled ?? true,
});

const toSubject = ({
  action,
  name,
  resource = "",
  tags = {},
  target = "",
  kind = "",
}: PolicyTestEntitlement): Subject => ({
  entitlement: { id: `test:${target}/${resource}/${action}`, name: name ?? `${action} on ${resource}`, action },
  resource: { id: `test:${target}/${resource}`, name: resource, tags },
  target: { id: `test:${target}`, name: target, kind },
});

function seconds(duration: string): number {
  const parsed = parseDuration(duration);
  if (parsed === undefined) throw new Error(`"${duration}" is not a duration: the document was not checked`);
  return parsed;
}
