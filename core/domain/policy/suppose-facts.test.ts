import { describe, expect, it } from "vitest";
import type { Directory, DirectoryPerson } from "#core/domain/policy/directory.ts";
import type { FactsRecord } from "#core/domain/policy/facts-record.ts";
import type { RecordedFacts } from "#core/domain/policy/recorded-facts.ts";
import { type FactsSide, supposeFacts } from "#core/domain/policy/suppose-facts.ts";

const person = (id: string, enabled = true): DirectoryPerson => ({
  id,
  email: `${id}@example.test`,
  name: id,
  enabled,
});
const [ana, ben, ines] = ["ana", "ben", "ines"].map((id) => person(id)) as [
  DirectoryPerson,
  DirectoryPerson,
  DirectoryPerson,
];

interface World {
  readonly leads?: readonly DirectoryPerson[];
  readonly onCall?: readonly DirectoryPerson[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly owners?: readonly string[];
}
const side = ({ leads = [ana], onCall = [], tags = { env: "prod" }, owners = ["group:leads"] }: World): FactsSide => {
  const directory: Directory = {
    membersOf: (group) => (group === "leads" ? leads : []),
    personByEmail: (email) => [...leads, ines].find((each) => each.email === email),
    managerOf: () => undefined,
    onCall: () => onCall,
    standInsOf: () => [],
  };
  return {
    directoryAt: () => ({ directory, isOnCall: (id) => onCall.some((each) => each.id === id) }),
    groupsOf: (id) => (leads.some((each) => each.id === id) ? ["leads"] : []),
    resourceOf: (id) => (id === "res" ? { tags, owners } : undefined),
  };
};

const asked = { ...ines, groups: ["engineering"], attributes: {}, timezone: "UTC", onCall: false };
const resource = { id: "res", name: "orders", tags: { env: "prod" }, owners: ["group:leads"] };
const item: FactsRecord = {
  person: asked,
  holder: asked,
  request: { durationSeconds: 60, justification: "", ticket: "", onBehalf: false, breakGlass: false },
  entitlement: { id: "ent", name: "read", action: "read" },
  resource,
  target: { id: "tgt", name: "t", kind: "memory" },
  now: "2026-03-02T09:00:00.000Z",
  activeGrants: [],
};
// Then, ben led as well.
const recorded: RecordedFacts = {
  items: [item],
  directory: { members: { leads: [ana, ben] }, people: {}, managers: {}, onCall: { night: [ben] } },
};

describe("recorded facts under a proposal", () => {
  it("are the same where it touches nothing of them, however things stand today", () => {
    expect(supposeFacts(side({}), side({}))(recorded)).toBeNull();
    expect(supposeFacts(side({ leads: [] }), side({ leads: [] }))(recorded)).toBeNull();
  });

  it("gain and lose whom it brings in and takes out, and keep the others as they were recorded", () => {
    const supposed = supposeFacts(side({ leads: [ana] }), side({ leads: [ines] }))(recorded);
    expect(supposed?.directory.members["leads"]).toEqual([ben, ines]);
    expect(supposed?.items[0]?.person.groups).toEqual(["engineering", "leads"]);
    const onCall = supposeFacts(side({ onCall: [ben] }), side({ onCall: [ines] }))(recorded);
    expect(onCall?.directory.onCall["night"]).toEqual([ines]);
    expect(onCall?.items[0]?.holder.onCall).toBe(true);
  });

  it("show somebody whom it puts out as disabled", () => {
    const supposed = supposeFacts(side({}), side({ leads: [person("ana", false)] }))(recorded);
    expect(supposed?.directory.members["leads"]).toEqual([person("ana", false), ben]);
  });

  it("have its tags and owners, also of what was held then, and leave another resource alone", () => {
    const grant = { id: "grt", status: "active" as const, entitlement: item.entitlement, target: item.target };
    const holding = { ...item, activeGrants: [{ ...grant, resource: { id: "res", name: "orders", tags: {} } }] };
    const suppose = supposeFacts(side({}), side({ tags: { env: "lab" }, owners: ["group:sre"] }));
    const supposed = suppose({ ...recorded, items: [holding] });
    expect(supposed?.items[0]?.resource).toEqual({ ...resource, tags: { env: "lab" }, owners: ["group:sre"] });
    expect(supposed?.items[0]?.activeGrants[0]?.resource).toEqual({ id: "res", name: "orders", tags: { env: "lab" } });
    expect(suppose({ ...recorded, items: [{ ...item, resource: { ...resource, id: "other" } }] })).toBeNull();
  });
});
