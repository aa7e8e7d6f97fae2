import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProposedChange } from "#core/domain/change/change-input.ts";
import type { ChangeId, GroupId, PersonId } from "#core/domain/ids.ts";
import { type Company, createCompany, testPolicy } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { decideChange } from "#core/usecases/changes/decide-change.ts";
import { listApprovingPairs } from "#core/usecases/changes/list-approving-pairs.ts";
import { listChanges } from "#core/usecases/changes/list-changes.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { withdrawChange } from "#core/usecases/changes/withdraw-change.ts";
import { readFeeds } from "#core/usecases/read-feeds.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { listSchedules } from "#core/usecases/schedules/list-schedules.ts";
import { signInWithOidc } from "#core/usecases/sign-in/sign-in-with-oidc.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, sql } = await openTestCore();
const ticker = { personId: null, via: "ticker", correlationId: "test" } as const;
let company: Company;
let mei: Confirmer;
beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
});

const propose = async (change: ProposedChange): Promise<ChangeId> => {
  const proposed = await proposeChange(core, await company.as("priya"), { summary: "a change", change });
  if (!proposed.ok) throw new Error(proposed.error);
  return proposed.value.id;
};
const approve = (changeId: ChangeId) => decideConfirmed(core, mei, { changeId, decision: "approve" });
/** What is refused before anybody is asked for a passkey. */
const refused = async (changeId: ChangeId) =>
  decideChange(core, await company.as("mei"), { changeId, decision: "approve" });
const groupId = async (name: string): Promise<GroupId> =>
  (await core.people.groups()).find((group) => group.name === name)!.id;
const resourceId = async () => (await core.catalogue.all())[0]!.resource.id;

describe("a proposal", () => {
  it("made from a policy that is no longer in force is refused, and one that was overtaken cannot be approved", async () => {
    const policy = (comment: string) => ({ kind: "policy", document: `${testPolicy}# ${comment}\n`, base: 1 }) as const;
    const [first, second] = [await propose(policy("one")), await propose(policy("two"))];
    expect(await approve(first)).toEqual({ ok: true, value: null });
    expect(await refused(second)).toEqual({ ok: false, error: "stale_base" });
    const again = await proposeChange(core, await company.as("priya"), { summary: "again", change: policy("three") });
    expect(again).toEqual({ ok: false, error: "stale_base" });
    const listed = await listChanges(core, await company.as("mei"), { limit: 100 });
    expect(listed.ok && listed.value.items.find(({ id }) => id === second)).toMatchObject({
      ...{ isStale: true, tests: [], mayDecide: true, mayApprove: false },
    });
  });

  it("whose own tests fail is refused", async () => {
    const document = `${testPolicy}tests:
  - name: reading is free
    given: { person: { email: x@example.test }, entitlement: { action: read }, duration: 1h, at: 2026-01-05T12:00:00Z }
    expect: { outcome: auto-approve }
`;
    const change = { kind: "policy", document } as const;
    const proposed = await proposeChange(core, await company.as("priya"), { summary: "untested", change });
    expect(proposed).toEqual({ ok: false, error: "invalid_policy" });
  });

  it("shows what it is about, how that stands now, and everybody whom it names", async () => {
    const { ines, tomas } = company.people;
    const tags = await propose({ kind: "tags", resourceId: await resourceId(), tags: { env: "stage" } });
    const group = await propose({ kind: "group", name: "night", personIds: [ines.id, tomas.id], groupIds: [] });
    const view = async (id: ChangeId) => {
      const listed = await listChanges(core, await company.as("jonas"), { limit: 100 });
      return listed.ok ? listed.value.items.find((each) => each.id === id) : undefined;
    };
    const [{ resource, target }] = (await core.catalogue.all()) as [
      Awaited<ReturnType<typeof core.catalogue.all>>[number],
    ];
    expect((await view(tags))?.subject).toEqual({
      name: `${resource.name} on ${target.name}`,
      before: { tags: resource.tags },
    });
    expect((await view(group))?.people.map(({ name }) => name)).toEqual(["ines", "tomas"]);
    await withdrawChange(core, await company.as("priya"), { changeId: tags });
    expect((await view(tags))?.subject?.before).toBeNull();
  });

  it("is listed page by page, what waits apart from what is decided", async () => {
    const list = async (input: { waiting?: boolean; limit: number; cursor?: string }) => {
      const listed = await listChanges(core, await company.as("jonas"), input);
      if (!listed.ok) throw new Error(listed.error);
      return listed.value;
    };
    const all = (await list({ limit: 100 })).items;
    const found: (typeof all)[number][] = [];
    for (const waiting of [true, false]) {
      let cursor: string | null | undefined;
      do {
        const page = await list({ waiting, limit: 1, ...(cursor ? { cursor } : {}) });
        found.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
    }
    expect(found.map(({ status }) => status === "proposed")).toEqual(
      found.map((_, at) => at < all.filter(({ status }) => status === "proposed").length),
    );
    expect(found.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
  });

  it("of a group that comes from the directory, or names nobody who is known, is refused", async () => {
    await sql(`UPDATE "Group" SET source = 'oidc' WHERE name = 'contractors'`);
    const nobody = "per_00000000000000000000000000" as PersonId;
    const nowhere = "grp_00000000000000000000000000" as GroupId;
    for (const [change, error] of [
      [{ name: "contractors", personIds: [], groupIds: [] }, "kept_in_directory"],
      [{ name: "night", personIds: [nobody], groupIds: [] }, "unknown_person"],
      [{ name: "night", personIds: [], groupIds: [nowhere] }, "unknown_group"],
      [{ name: "security", personIds: [], groupIds: [await groupId("security")] }, "unknown_group"],
    ] as const)
      expect(
        await proposeChange(core, await company.as("priya"), {
          summary: "a change",
          change: { kind: "group", ...change, personIds: [...change.personIds], groupIds: [...change.groupIds] },
        }),
      ).toEqual({ ok: false, error });
    await sql(`UPDATE "Group" SET source = 'local' WHERE name = 'contractors'`);
  });

  it("is withdrawn by its author alone, and then decided by nobody", async () => {
    const changeId = await propose({ kind: "tags", resourceId: await resourceId(), tags: { env: "stage" } });
    expect(await withdrawChange(core, await company.as("mei"), { changeId })).toEqual({
      ok: false,
      error: "not_allowed",
    });
    expect(await withdrawChange(core, await company.as("priya"), { changeId })).toEqual({ ok: true, value: null });
    expect(await withdrawChange(core, await company.as("priya"), { changeId })).toEqual({
      ok: false,
      error: "not_proposed",
    });
    expect(await refused(changeId)).toEqual({ ok: false, error: "not_proposed" });
  });

  it("is not approved by whoever gains by it: a member, through groups too, an owner, somebody on call, whose login is let stand", async () => {
    const { mei: reviewer, ana } = company.people;
    const turns = { kind: "turns", timezone: "UTC", firstDay: "2026-01-05", handoverAt: "09:00", daysEach: 7 } as const;
    const [{ id: targetId }] = (await core.catalogue.targets()) as [
      Awaited<ReturnType<typeof core.catalogue.targets>>[number],
    ];
    await sql(
      `INSERT INTO "Account" ("id", "version", "targetId", "personId", "account", "source", "createdAt")
       VALUES ('acc_of_mei', 1, $1, $2, 'mei-at-orders', 'reviewed', now())`,
      [targetId, reviewer.id],
    );
    const security = await groupId("security");
    const known = {
      kind: "known",
      targetId,
      entitlementId: company.read,
      reason: "a batch job",
      retire: false,
    } as const;
    const entitlement: ProposedChange = {
      ...{ kind: "entitlement", target: "memory", resource: "bills", resourceDescription: "d", tags: {} },
      ...{ action: "read", name: "read bills", description: "d", mapping: {}, sensitive: false },
      ownerGroupId: security,
    };
    const changes: readonly ProposedChange[] = [
      { kind: "group", name: "data", personIds: [ana.id, reviewer.id], groupIds: [] },
      { kind: "group", name: "data", personIds: [ana.id], groupIds: [security] },
      { kind: "owner", resourceId: await resourceId(), ownerGroupId: security },
      entitlement,
      { kind: "schedule", name: "primary", settings: { ...turns, personIds: [reviewer.id] }, retire: false },
      { ...known, account: "mei-at-orders" },
    ];
    for (const change of changes) {
      const changeId = await propose(change);
      expect(await refused(changeId), change.kind).toEqual({ ok: false, error: "own_change" });
      const listed = await listChanges(core, await company.as("mei"), { limit: 100 });
      const view = listed.ok ? listed.value.items.find(({ id }) => id === changeId) : undefined;
      expect(view).toMatchObject({ gains: true, mayDecide: true, mayApprove: false });
      await withdrawChange(core, await company.as("priya"), { changeId });
    }
    const others = await propose({ ...known, account: "somebody-else" });
    expect(await refused(others)).toEqual({ ok: false, error: "step_up_required" });
  });
});

describe("once approved", () => {
  it("tags are what policy selects by, and another meaning of an entitlement is there", async () => {
    expect(
      await approve(await propose({ kind: "tags", resourceId: await resourceId(), tags: { env: "lab" } })),
    ).toMatchObject({ ok: true });
    const mapping = {
      kind: "mapping",
      entitlementId: company.read,
      mapping: { role: "other" },
      sensitive: true,
    } as const;
    expect(await approve(await propose(mapping))).toMatchObject({ ok: true });
    const [item] = await core.catalogue.ofIds([company.read]);
    expect(item).toMatchObject({ resource: { tags: { env: "lab" } }, entitlement: { sensitive: true, version: 2 } });
  });

  it("settings of a target keep its secret, unless a new one came with them", async () => {
    const [{ id: targetId, sealedSecret }] = (await core.catalogue.targets()) as [
      Awaited<ReturnType<typeof core.catalogue.targets>>[number],
    ];
    const settings = { kind: "settings", targetId, description: "moved", settings: {} } as const;
    expect(await approve(await propose(settings))).toMatchObject({ ok: true });
    expect(await core.catalogue.findTarget(targetId)).toMatchObject({ description: "moved", sealedSecret });
    expect(await approve(await propose({ ...settings, secret: "another one" }))).toMatchObject({ ok: true });
    const after = await core.catalogue.findTarget(targetId);
    expect(after!.sealedSecret).not.toBe(sealedSecret);
    const [kept] = await sql(`SELECT count(*)::int AS n FROM "Change" WHERE payload::text LIKE '%another one%'`);
    expect(kept).toEqual({ n: 0 });
  });

  it("a policy that denies ends what is live under it, one that allows nothing more does not", async () => {
    const wish = { entitlementIds: [company.read], durationSeconds: 600, justification: "an incident to look into" };
    const asked = await submitRequest(core, await company.as("tomas"), wish);
    await reconcileDue(core, ticker);
    const grant = async () => (await core.grants.ofRequests(asked.ok ? [asked.value.id] : []))[0];
    expect((await grant())?.status).toBe("active");
    expect(await approve(await propose({ kind: "policy", document: "version: 1\nrules: []\n" }))).toMatchObject({
      ok: true,
    });
    expect((await grant())?.status).toBe("active");
    const denying = testPolicy.replace("[contractors]", "[contractors, engineering]");
    expect(await approve(await propose({ kind: "policy", document: denying }))).toMatchObject({ ok: true });
    expect(await grant()).toMatchObject({ status: "ending", endReason: "revoked" });
    expect(await approve(await propose({ kind: "policy", document: testPolicy }))).toMatchObject({ ok: true });
  });
});

describe("a person", () => {
  type Person = Extract<ProposedChange, { kind: "person" }>;
  const described = { kind: "person", timezone: "Europe/Lisbon", managerId: null } as const;
  const proposed = async (change: ProposedChange) =>
    proposeChange(core, await company.as("priya"), { summary: "a person", change });

  it("is there once somebody else approved it, and signs in when the provider vouches for the address", async () => {
    const ada: Person = { ...described, email: "ada@example.test", name: "Ada", roles: [] };
    const identity = { issuer: "x", subject: "ada", email: ada.email, emailVerified: true, groups: null };
    const browser = { address: null, userAgent: null, correlationId: "test" };
    const changeId = await propose(ada);
    expect(await signInWithOidc(core, identity, browser)).toMatchObject({ ok: false });
    expect(await approve(changeId)).toMatchObject({ ok: true });
    expect(await core.people.findByEmail(ada.email)).toMatchObject({ name: "Ada", roles: [], disabledAt: null });
    expect(await signInWithOidc(core, identity, browser)).toMatchObject({ ok: true });
    expect(await proposed({ ...ada, email: "Ada@Example.test".toLowerCase() })).toEqual({
      ok: false,
      error: "address_taken",
    });
  });

  it("gets duties and a manager by review alone, not by whom it names, and policy asks that manager", async () => {
    const { ines, mei: reviewer, ana, priya } = company.people;
    const identity = { personId: ines.id, email: ines.email, name: ines.name };
    const other: Person = { ...described, ...identity, roles: ["auditor"] };
    expect(await refused(await propose({ ...other, managerId: reviewer.id }))).toEqual({
      ok: false,
      error: "own_change",
    });
    const changeId = await propose({ ...other, managerId: ana.id });
    // Whatever is approved for her in between moves her row, and not what the proposal is about.
    await sql(`UPDATE "Person" SET version = version + 1 WHERE id = $1`, [ines.id]);
    expect(await approve(changeId)).toMatchObject({ ok: true });
    expect(await core.people.find(ines.id)).toMatchObject({ roles: ["auditor"], managerId: ana.id });
    const { directory } = (await core.policies.basis()).directoryAt(new Date());
    expect(directory.managerOf(ines.id)?.id).toBe(ana.id);
    const alone = { personId: priya.id, email: priya.email, name: priya.name };
    const wrong: readonly (readonly [Person, string])[] = [
      [{ ...other, managerId: ines.id }, "unknown_person"],
      [{ ...other, managerId: "per_00000000000000000000000000" as PersonId }, "unknown_person"],
      [{ ...other, email: ana.email }, "address_taken"],
      [{ ...described, ...alone, roles: [] }, "last_administrator"],
    ];
    for (const [change, error] of wrong) expect(await proposed(change)).toEqual({ ok: false, error });
    await approve(await propose({ ...other, roles: [], managerId: null }));
  });
});

describe("a feed", () => {
  const shift = { email: "ana@example.test", from: "2020-01-01T00:00:00Z", until: "2099-01-01T00:00:00Z" };
  let answer = JSON.stringify({ shifts: [shift] });
  let meanwhile = (): Promise<unknown> => Promise.resolve();
  const server = createServer((_request, response) => void meanwhile().then(() => response.end(answer)));
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => server.close());
  const onCall = async (schedule = "primary") => {
    const listed = await listSchedules(core, await company.as("priya"), {});
    const found = listed.ok ? listed.value.find(({ name }) => name === schedule) : undefined;
    return { people: found?.onCall.map(({ name }) => name), error: found?.reading?.error ?? null };
  };

  it("names who is on call once it was reviewed and read, until it is stale", async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shifts`;
    const change = { kind: "schedule", name: "primary", settings: { kind: "http", url }, retire: false } as const;
    expect(await approve(await propose(change))).toMatchObject({ ok: true });
    expect(await onCall()).toEqual({ people: [], error: null });
    expect(await readFeeds(core, ticker)).toBe(1);
    expect(await onCall()).toEqual({ people: ["ana"], error: null });
    expect(await readFeeds(core, ticker)).toBe(0);

    answer = "<html>";
    await sql(`UPDATE "ScheduleReading" SET "readAt" = now() - interval '10 minutes'`);
    expect(await readFeeds(core, ticker)).toBe(1);
    expect(await onCall()).toMatchObject({ people: ["ana"], error: "the source sent no JSON" });
    await sql(`UPDATE "ScheduleReading" SET "readAt" = now() - interval '21 minutes'`);
    await sql(`UPDATE "FactEpoch" SET version = version + 1 WHERE id = 'directory'`);
    expect(await onCall()).toMatchObject({ people: [] });
  });

  it("whose source was replaced while it was read says nothing any more", async () => {
    answer = JSON.stringify({ shifts: [shift] });
    const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`;
    const from = (path: string) =>
      propose({ kind: "schedule", name: "moved", settings: { kind: "http", url: url(path) }, retire: false });
    expect(await approve(await from("old"))).toMatchObject({ ok: true });
    const changeId = await from("new");
    meanwhile = () => approve(changeId);
    expect(await readFeeds(core, ticker)).toBe(1);
    expect(await onCall("moved")).toEqual({ people: [], error: null });
    meanwhile = () => Promise.resolve();
    expect(await readFeeds(core, ticker)).toBe(1);
    expect(await onCall("moved")).toEqual({ people: ["ana"], error: null });
  });
});

it("pairs who approve each other are reported, with the lesser count of both ways", async () => {
  const [author, reviewer] = [company.people.priya.id, company.people.mei.id];
  expect(await listApprovingPairs(core, await company.as("jonas"), {})).toEqual({ ok: true, value: [] });
  await sql(
    `INSERT INTO "Change" ("id", "version", "kind", "status", "summary", "payload", "authorId", "createdAt", "decidedById", "decidedAt")
     VALUES ('chg_mutual', 2, 'tags', 'applied', 'x', '{}', $1, now(), $2, now())`,
    [reviewer, author],
  );
  const pairs = await listApprovingPairs(core, await company.as("jonas"), {});
  expect(pairs).toMatchObject({ ok: true, value: [{ times: 1 }] });
  expect(await listApprovingPairs(core, await company.as("ines"), {})).toEqual({ ok: false, error: "not_allowed" });
});
