import type { Actor } from "#core/domain/audit/event.ts";
import type { Group, Person, PortalRole } from "#core/domain/directory/person.ts";
import type { EntitlementId, ResourceId, TargetId } from "#core/domain/ids.ts";
import { freshPortal } from "#core/domain/portal.ts";
import { insert, transition, type Write } from "#core/domain/transition.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { openSession } from "#core/usecases/sign-in/open-session.ts";

const actor: Actor = { personId: null, via: "console", correlationId: "test" };

/** Reads on call at once for an hour; reads of engineers by an owner; writes by owner and security; contractors never. */
export const testPolicy = `version: 1
rules:
  - id: never-contractors
    who: { groups: [contractors] }
    then: { deny: "Contractors hold nothing here." }
  - id: oncall-read
    who: { groups: [engineering] }
    what: { actions: [read] }
    when: person.onCall
    then: { autoApprove: true, maxDuration: 1h }
  - id: owner-read
    who: { groups: [engineering] }
    what: { actions: [read] }
    then: { maxDuration: 8h, approval: [{ from: [resource.owners], need: 1 }] }
  - id: two-people-write
    who: { groups: [engineering] }
    what: { actions: [write] }
    then:
      maxDuration: 4h
      approval:
        - { from: [resource.owners], need: 1 }
        - { from: ["group:security"], need: 1 }
`;

const names = ["ines", "tomas", "ana", "ben", "mei", "jonas", "priya", "carl"] as const;
export type Name = (typeof names)[number];

export interface Company {
  readonly people: Readonly<Record<Name, Person>>;
  readonly read: EntitlementId;
  readonly write: EntitlementId;
  /** The person at a door, as they are in the database now. */
  readonly as: (name: Name) => Promise<Caller>;
  /** The same, having just signed in. */
  readonly signedIn: (name: Name) => Promise<Caller>;
}

const roles: Partial<Record<Name, readonly PortalRole[]>> = {
  jonas: ["auditor"],
  priya: ["administrator"],
  mei: ["reviewer"],
};
const groups: Readonly<Record<string, readonly Name[]>> = {
  engineering: ["ines", "tomas", "ana"],
  data: ["ana", "ben"],
  security: ["mei"],
  contractors: ["carl"],
};

/** A small company in an empty database: tomas is on call, ana and ben own the data, mei is security. */
export const createCompany = async (core: Core): Promise<Company> => {
  const createdAt = await core.clock.now();
  const people = Object.fromEntries(names.map((name) => [name, person(core, name, createdAt)])) as Record<Name, Person>;
  const groupRows = Object.entries(groups).map(([name, members]) =>
    insert(
      "Group",
      group(
        core,
        name,
        members.map((member) => people[member].id),
        createdAt,
      ),
    ),
  );
  const owners = groupRows.find(({ row }) => "name" in row && row.name === "data")?.row as Group;
  const { writes, read, write } = catalogue(core, owners, createdAt);
  const [commit] = await core.store.commit(actor, [
    transition({
      writes: [
        insert("Portal", freshPortal("test", true, createdAt)),
        ...(["policy", "directory", "catalogue"] as const).map((id) => insert("FactEpoch", { id, version: 1 })),
        insert("Policy", policyRow(createdAt)),
        ...Object.values(people).map((row) => insert("Person", row)),
        ...groupRows,
        ...writes,
      ],
      events: [{ kind: "portalCreated" }],
    }),
  ]);
  if (!commit?.done) throw new Error("the company could not be made");
  await core.heartbeats.beat(reconcilerHeartbeat, "test");
  const as = async (name: Name): Promise<Caller> => callerOf(core, people[name]);
  const signedIn = async (name: Name): Promise<Caller> => {
    const browser = { address: null, userAgent: "test", correlationId: "test" };
    const { sessionId } = await openSession(
      core,
      (await as(name)).person,
      { method: "password", providerSubject: null },
      browser,
    );
    return { ...(await as(name)), session: await core.sessions.find(sessionId) };
  };
  return { people, read, write, as, signedIn };
};

const callerOf = async (core: Core, { id }: Person): Promise<Caller> => {
  const person = await core.people.find(id);
  if (!person) throw new Error(`${id} is not in the directory`);
  return {
    person,
    session: null,
    scopes: null,
    address: null,
    actor: { personId: id, via: "api", correlationId: "test" },
  };
};

const policyRow = (activatedAt: Date) => ({
  number: 1,
  version: 1,
  document: testPolicy,
  digest: "test",
  authorId: null,
  approvedById: null,
  activatedAt,
});

const person = (core: Core, name: Name, createdAt: Date): Person => ({
  id: core.ids.newId("per"),
  version: 1,
  email: `${name}@example.test`,
  name,
  timezone: "Europe/Berlin",
  roles: roles[name] ?? [],
  attributes: {},
  onCall: name === "tomas",
  managerId: null,
  source: "local",
  disabledAt: null,
  createdAt,
});

const group = (core: Core, name: string, personIds: Group["personIds"], createdAt: Date): Group => ({
  id: core.ids.newId("grp"),
  version: 1,
  name,
  source: "local",
  personIds,
  groupIds: [],
  createdAt,
});

const catalogue = (core: Core, owners: Group, createdAt: Date) => {
  const targetId: TargetId = core.ids.newId("tgt");
  const resourceId: ResourceId = core.ids.newId("res");
  const [read, write] = [core.ids.newId("ent"), core.ids.newId("ent")];
  const sealedSecret = core.targets.seal("fake");
  const standing = { retiringAt: null, retiredAt: null };
  const target = {
    id: targetId,
    version: 1,
    name: "memory",
    kind: "memory",
    description: "",
    settings: {},
    sealedSecret,
    driftMode: "report" as const,
    ...standing,
  };
  const resource = {
    id: resourceId,
    version: 1,
    targetId,
    name: "orders-db",
    description: "",
    tags: { env: "prod" },
    ...standing,
  };
  const entitlement = (id: EntitlementId, action: string) =>
    insert("Entitlement", {
      ...{ id, version: 1, resourceId, targetId, action, name: `${action} orders-db`, description: "", mapping: {} },
      ...{ sensitive: false, createdAt, ...standing },
    });
  const writes: Write[] = [
    insert("Target", { ...target, createdAt }),
    insert("Resource", { ...resource, ownerGroupId: owners.id, createdAt }),
    entitlement(read, "read"),
    entitlement(write, "write"),
  ];
  return { writes, read, write };
};
