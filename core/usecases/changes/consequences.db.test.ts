import { beforeAll, describe, expect, it } from "vitest";
import { changeKinds, type ProposedChange } from "#core/domain/change/change-input.ts";
import { reachOf } from "#core/domain/change/reach.ts";
import type { ChangeId, RequestId } from "#core/domain/ids.ts";
import { activeGrant } from "#core/testing/active-grant.ts";
import { type Company, createCompany, type Name, testPolicy } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { type ChangeConsequences, readConsequences } from "#core/usecases/changes/read-consequences.ts";
import { replayChange } from "#core/usecases/changes/replay-change.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, sql } = await openTestCore();
let company: Company;
let mei: Confirmer;
let write: RequestId;
let read: RequestId;
beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
  write = await ask("ines", company.write);
  read = await ask("ines", company.read);
  const { digest } = (await core.requests.find(write))!;
  const voted = await voteOnRequest(core, await company.as("ana"), { requestId: write, vote: "approve", digest });
  expect(voted.ok).toBe(true);
});

const ask = async (name: Name, entitlementId: Company["read"]): Promise<RequestId> => {
  const wish = {
    entitlementIds: [entitlementId],
    durationSeconds: 600,
    justification: "a failed payment to look into",
  };
  const asked = await submitRequest(core, await company.as(name), wish);
  if (!asked.ok) throw new Error(asked.error);
  return asked.value.id;
};
const propose = async (change: ProposedChange): Promise<ChangeId> => {
  const proposed = await proposeChange(core, await company.as("priya"), { summary: "a change", change });
  if (!proposed.ok) throw new Error(proposed.error);
  return proposed.value.id;
};
const told = async (changeId: ChangeId): Promise<ChangeConsequences> => {
  const before = await sql(`SELECT count(*) FROM "AuditEvent"`);
  const found = await readConsequences(core, await company.as("jonas"), { changeId });
  if (!found.ok) throw new Error(found.error);
  // Asking writes nothing.
  expect(await sql(`SELECT count(*) FROM "AuditEvent"`)).toEqual(before);
  return found.value;
};
const replayed = async (changeId: ChangeId) => {
  const found = await replayChange(core, await company.as("mei"), { changeId, days: 30, limit: 50 });
  if (!found.ok) throw new Error(found.error);
  return found.value;
};
const approve = async (changeId: ChangeId) =>
  expect(await decideConfirmed(core, mei, { changeId, decision: "approve" })).toEqual({ ok: true, value: null });
const names = ({ people }: { people: readonly { name: string }[] }): string =>
  people
    .map(({ name }) => name)
    .sort()
    .join(" ");
const resource = async () => (await core.catalogue.all())[0]!.resource;
const targetId = async () => (await core.catalogue.targets())[0]!.id;
const group = (name: string, ...members: Name[]): ProposedChange => ({
  ...{ kind: "group", name, groupIds: [] },
  personIds: members.map((member) => company.people[member].id),
});
const none = { same: 0, denied: 0, "needs-approval": 0, "auto-approve": 0, "routed-otherwise": 0, unknown: 0 };

describe("before a proposal is approved its reviewer is told", () => {
  it("who gains and loses the ability to approve, on which requests, and which votes would no longer count", async () => {
    const changeId = await propose(group("data", "ben", "jonas"));
    const { reach, requests, grants, approvers } = await told(changeId);
    expect(reach).toBe("answers");
    expect(approvers).toHaveLength(1);
    expect(approvers[0]).toMatchObject({ of: "group:data", gain: { count: 1 }, lose: { count: 1 } });
    expect([names(approvers[0]!.gain), names(approvers[0]!.lose)]).toEqual(["jonas", "ana"]);
    const changed = requests.changed.map(({ requestId, becomes, votesLost, gain }) => [
      requestId,
      becomes,
      votesLost,
      names(gain),
    ]);
    expect(new Map(changed.map((row) => [row[0], row.slice(1)]))).toEqual(
      new Map([
        [write, ["asked-otherwise", 1, "ben jonas"]],
        [read, ["asked-otherwise", 0, "jonas"]],
      ]),
    );
    expect(grants.ended).toEqual([]);
    // Approved, it does what was told.
    await approve(changeId);
    const after = await core.requests.find(read);
    expect(after?.approverIds.toSorted()).toEqual([company.people.ben.id, company.people.jonas.id].sort());
  });

  it("which requests would be denied, and which live grants would end", async () => {
    const { id: grantId } = await activeGrant(core, company);
    const nobody = await propose(group("data", "ines"));
    expect((await told(nobody)).requests.changed).toMatchObject([{ becomes: "denied" }, { becomes: "denied" }]);
    const changeId = await propose(group("contractors", "tomas"));
    const { requests, grants } = await told(changeId);
    expect(requests).toMatchObject({ lookedAt: 2, isComplete: true, changed: [] });
    expect(grants.ended).toMatchObject([
      { grantId, holder: { name: "tomas" }, status: "active", endReason: "revoked" },
    ]);
    await approve(changeId);
    expect(await core.grants.find(grantId)).toMatchObject({ status: "ending", endReason: "revoked" });
  });

  it("that another owner, and another policy, decide", async () => {
    const groups = await core.people.groups();
    const ownerGroupId = groups.find(({ name }) => name === "security")!.id;
    const owner = await propose({ kind: "owner", resourceId: (await resource()).id, ownerGroupId });
    const { approvers } = await told(owner);
    expect(approvers.map(({ of, gain, lose }) => [of, names(gain), lose.count])).toEqual([
      [{ ownersOf: "orders-db" }, "mei", 2],
    ]);
    const document = testPolicy.replace('["group:security"]', '["group:contractors"]');
    const policy = await told(await propose({ kind: "policy", document }));
    expect(policy.approvers.map(({ of, gain, lose }) => [of, names(gain), names(lose)])).toEqual([
      ["group:contractors", "tomas", ""],
      ["group:security", "", "mei"],
    ]);
    expect(policy.requests.changed).toMatchObject([{ requestId: write, becomes: "asked-otherwise" }]);
  });

  it("what a retirement, another meaning and an erasure leave without ground", async () => {
    const retirement = await told(await propose({ kind: "retirement", subjectId: company.write }));
    expect(retirement.requests.changed).toMatchObject([{ requestId: write, becomes: "denied" }]);
    const { digest } = (await core.requests.find(write))!;
    const voted = await voteOnRequest(core, await company.as("ben"), { requestId: write, vote: "approve", digest });
    expect(voted.ok).toBe(true);
    const mapping = { kind: "mapping", entitlementId: company.write, mapping: {}, sensitive: true } as const;
    expect((await told(await propose(mapping))).requests.changed).toMatchObject([{ requestId: write, votesLost: 1 }]);
    const personId = company.people.ines.id;
    const erasure = await told(await propose({ kind: "erasure", personId, because: "left" }));
    expect(erasure.requests.changed.map(({ becomes }) => becomes)).toEqual(["cancelled", "cancelled"]);
  });

  it("plainly that nothing is decided otherwise, where decisions do not read what it sets", async () => {
    const at = await targetId();
    const proposals: readonly ProposedChange[] = [
      { kind: "settings", targetId: at, description: "moved", settings: {} },
      { kind: "bundle", name: "both", description: "b", entitlementIds: [company.read, company.write], retire: false },
      { kind: "known", targetId: at, entitlementId: company.read, account: "old", reason: "batch", retire: false },
      { kind: "retention", accessDays: 400, signInDays: null, readingDays: null },
      {
        ...{ kind: "target", name: "second", connector: "memory", description: "d", settings: {}, secret: "fake" },
        driftMode: "report",
      },
      {
        ...{ kind: "entitlement", target: "memory", resource: "bills", resourceDescription: "d", tags: {} },
        ...{ action: "read", name: "read bills", description: "d", mapping: {}, sensitive: false },
      },
    ];
    expect(proposals.map(({ kind }) => kind).sort()).toEqual(
      changeKinds.filter((kind) => reachOf[kind] === "nothing").sort(),
    );
    for (const change of proposals) {
      const changeId = await propose(change);
      const { reach, requests, grants, approvers } = await told(changeId);
      expect([change.kind, reach, requests.changed, grants.ended, approvers]).toEqual([
        change.kind,
        "nothing",
        [],
        [],
        [],
      ]);
      expect((await replayed(changeId)).differences).toEqual([]);
    }
  });

  it("is refused to whoever has no duty, and for what is decided", async () => {
    const changeId = await propose(group("data", "ana"));
    expect(await readConsequences(core, await company.as("ines"), { changeId })).toEqual({
      ok: false,
      error: "not_allowed",
    });
    await decideConfirmed(core, mei, { changeId, decision: "reject" });
    expect(await readConsequences(core, await company.as("mei"), { changeId })).toEqual({
      ok: false,
      error: "not_proposed",
    });
  });
});

describe("what a proposal would have done lately", () => {
  it("is answered from what was recorded, with the difference that it makes today", async () => {
    // Recorded: ines asked for write and read, tomas (on call) for read and had it at once.
    const contractors = await replayed(await propose(group("contractors", "ines")));
    expect(contractors.counts).toEqual({ ...none, denied: 2, same: 1 });
    const turns = {
      kind: "turns",
      timezone: "UTC",
      firstDay: "2020-01-05",
      handoverAt: "09:00",
      daysEach: 31,
    } as const;
    const settings = { ...turns, personIds: [company.people.ines.id] };
    const schedule = await propose({ kind: "schedule", name: "primary", settings, retire: false });
    const onCall = await replayed(schedule);
    expect(onCall.counts).toEqual({ ...none, "auto-approve": 1, same: 2 });
    expect(onCall.differences).toMatchObject([{ requester: "ines", was: { outcome: "needs-approval" } }]);
    // She waits already: an easier answer leaves her to the approvers she was shown to.
    expect((await told(schedule)).requests.changed).toEqual([]);
  });

  it("is what the policy in force makes of it, whatever was answered then", async () => {
    const document = testPolicy.replace(
      "what: { actions: [read] }\n    then: { maxDuration: 8h",
      "what: { tags: { env: prod }, actions: [read] }\n    then: { maxDuration: 8h",
    );
    expect(document).not.toBe(testPolicy);
    await approve(await propose({ kind: "policy", document }));
    const { id: resourceId } = await resource();
    const tags = await replayed(await propose({ kind: "tags", resourceId, tags: { env: "lab" } }));
    expect(tags.counts).toEqual({ ...none, denied: 1, same: 2 });
    expect(tags.differences).toMatchObject([{ entitlements: ["read orders-db"], would: { outcome: "deny" } }]);
    const other = await replayed(await propose({ kind: "tags", resourceId, tags: { env: "prod", team: "x" } }));
    expect(other.counts).toEqual({ ...none, same: 3 });
  });
});

it("who decides as another manager is told, where policy asks managers", async () => {
  const { ana, ben, jonas } = company.people;
  const document = testPolicy.replace(
    "from: [resource.owners], need: 1 }] }",
    "from: [requester.manager], need: 1 }] }",
  );
  expect(document).not.toBe(testPolicy);
  const described = (managerId: typeof ana.id | null) =>
    ({
      ...{ kind: "person", personId: jonas.id, email: jonas.email, name: jonas.name, timezone: jonas.timezone },
      ...{ roles: ["auditor"], managerId },
    }) satisfies ProposedChange;
  await approve(await propose(described(ana.id)));
  const asked = await told(await propose({ kind: "policy", document }));
  expect(asked.approvers.map(({ of, gain, lose }) => [of, names(gain), names(lose)])).toEqual([
    ["requester.manager", "ana", ""],
  ]);
  await approve(await propose({ kind: "policy", document }));
  const moved = await told(await propose(described(ben.id)));
  expect(moved.approvers.map(({ of, gain, lose }) => [of, names(gain), names(lose)])).toEqual([
    [{ managerOf: { id: jonas.id, name: "jonas" } }, "ben", "ana"],
  ]);
});
