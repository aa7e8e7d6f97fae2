import { afterAll, expect, test } from "vitest";
import { createCoreAdapters } from "./create-core-adapters.ts";
import * as sample from "./sample-rows.ts";
import { ids } from "./sample-rows.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Session } from "#core/domain/directory/session.ts";
import { factEpochs } from "#core/domain/policy/policy-version.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { BadCursor, type Page, type PageOf } from "#core/domain/page.ts";
import type { Request } from "#core/domain/request/request.ts";
import { insert, transition, type Write } from "#core/domain/transition.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const core = createCoreAdapters(database.appUrl);
afterAll(core.close);
const by: Actor = { personId: null, via: "console", correlationId: "readers" };
const put = async (...writes: readonly Write[]): Promise<void> => {
  expect(await core.store.commit(by, [transition({ writes })])).toMatchObject([{ done: true }]);
};
const minute = 60_000;
const now = await core.clock.now();
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const pageThrough = async <T>(read: (page: Page) => Promise<PageOf<T>>, limit: number): Promise<readonly T[]> => {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
};
const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id).sort();

test("pages follow each other without a gap or a repetition, also among rows of one instant", async () => {
  const party = ids.newId("per");
  const requests = Array.from({ length: 23 }, (_, n) =>
    sample.sampleRequest({ requesterId: party, createdAt: ago(Math.floor(n / 5)) }),
  );
  await put(...requests.map((request) => insert("Request", request)));
  const read = await pageThrough((page) => core.requests.page({ party }, page), 4);
  const order = (a: Request, b: Request) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);
  expect(read.map(({ id }) => id)).toEqual([...requests].sort(order).map(({ id }) => id));
});

test.for([
  "",
  "x",
  "bm9wZQ",
  Buffer.from('["2026-01-01"]').toString("base64url"),
  Buffer.from('["no","x"]').toString("base64url"),
  Buffer.from('["2026-01-01T00:00:00.000Z","\\u0000"]').toString("base64url"),
])("a cursor that is not ours is refused: %j", async (cursor) => {
  await expect(core.requests.page({}, { limit: 5, cursor })).rejects.toThrow(BadCursor);
  await expect(core.grants.page({}, { limit: 5, cursor })).rejects.toThrow(BadCursor);
  await expect(core.audit.page({}, { limit: 5, cursor })).rejects.toThrow(BadCursor);
  await expect(core.people.page("", { limit: 5, cursor: `${cursor}*` })).rejects.toThrow(BadCursor);
});

test("a pending request past its deadline counts as lapsed in every list", async () => {
  const [party, approver] = [ids.newId("per"), ids.newId("per")];
  const of = { requesterId: party, holderId: party, approverIds: [approver] };
  const pending = sample.sampleRequest(of);
  const overdue = sample.sampleRequest({ ...of, lapsesAt: ago(1) });
  const lapsed = sample.sampleRequest({ ...of, status: "lapsed" });
  await put(...[pending, overdue, lapsed].map((request) => insert("Request", request)));
  const list = async (status: Request["status"]) =>
    idsOf((await core.requests.page({ party, status }, { limit: 9 })).items);
  expect(await list("pending")).toEqual([pending.id]);
  expect(await list("lapsed")).toEqual(idsOf([overdue, lapsed]));
  expect(idsOf(await core.requests.pendingOf(party))).toEqual([pending.id]);
  expect(idsOf(await core.requests.lapsed(10))).toContain(overdue.id);
  expect(await core.requests.countToDecide(approver)).toBe(1);
  expect(idsOf((await core.requests.page({ toDecideBy: approver }, { limit: 9 })).items)).toEqual([pending.id]);
});

test("nobody is asked to decide their own request, or twice", async () => {
  const approver = ids.newId("per");
  const approverIds = [approver];
  const own = sample.sampleRequest({ requesterId: approver, approverIds });
  const held = sample.sampleRequest({ holderId: approver, approverIds });
  const voted = sample.sampleRequest({ approverIds });
  const vote = sample.sampleVote({ requestId: voted.id, voterId: approver });
  await put(...[own, held, voted].map((request) => insert("Request", request)), insert("Vote", vote));
  expect((await core.requests.page({ toDecideBy: approver }, { limit: 9 })).items).toEqual([]);
  expect(await core.requests.votesOf([voted.id])).toEqual([vote]);
});

test("parties, approvers, voters and owners read a request and its grants, through groups that contain each other too, others do not", async () => {
  const people = Object.fromEntries(
    ["requester", "holder", "approver", "voter", "owner", "stranger"].map((name) => [name, ids.newId("per")]),
  );
  const [inner, outer] = [ids.newId("grp"), ids.newId("grp")];
  const target = sample.sampleTarget({ retiredAt: now });
  const resource = sample.sampleResource({ ownerGroupId: outer });
  const entitlement = sample.sampleEntitlement({ resourceId: resource.id, targetId: target.id });
  const request = sample.sampleRequest({
    requesterId: people["requester"]!,
    holderId: people["holder"]!,
    approverIds: [people["approver"]!],
    entitlementIds: [ids.newId("ent"), entitlement.id],
  });
  const grant = sample.sampleGrant({ requestId: request.id });
  await put(
    insert("Group", sample.sampleGroup({ id: inner, personIds: [people["owner"]!], groupIds: [outer] })),
    insert("Group", sample.sampleGroup({ id: outer, groupIds: [inner] })),
    insert("Target", target),
    insert("Resource", resource),
    insert("Entitlement", entitlement),
    insert("Request", request),
    insert("Vote", sample.sampleVote({ requestId: request.id, voterId: people["voter"]! })),
    insert("Grant", grant),
  );
  for (const [name, readableBy] of Object.entries(people)) {
    const [requests, grants] = await Promise.all([
      core.requests.page({ readableBy }, { limit: 9 }),
      core.grants.page({ readableBy }, { limit: 9 }),
    ]);
    const seen = name === "stranger" ? [[], []] : [[request], [grant]];
    expect([requests.items, grants.items], name).toEqual(seen);
  }
});

test("access may have existed from its obligation until the target confirmed that it is gone", async () => {
  const entitlementId = ids.newId("ent");
  const grant = (startsAt: Date | null, endedAt: Date | null, endReason: "expired" | "unverified" = "expired") =>
    sample.sampleGrant({
      entitlementId,
      status: endedAt ? "ended" : "active",
      startsAt,
      activateBy: startsAt,
      endedAt,
      endReason: endedAt && endReason,
    });
  const [gone, live, unverified, never] = [
    grant(ago(9 * minute), ago(5 * minute)),
    grant(ago(9 * minute), null),
    grant(ago(8 * minute), ago(7 * minute), "unverified"),
    grant(null, ago(1)),
  ];
  await put(...[gone, live, unverified, never].map((row) => insert("Grant", row)));
  const at = async (ms: number) => idsOf(await core.grants.at({ entitlementId }, ago(ms)));
  expect(await at(10 * minute)).toEqual([]);
  expect(await at(9 * minute)).toEqual(idsOf([gone, live]));
  expect(await at(5 * minute + 1)).toEqual(idsOf([gone, live, unverified]));
  expect(await at(5 * minute)).toEqual(idsOf([live, unverified]));
  expect(idsOf(await core.grants.at({ personId: live.holderId }, now))).toEqual([live.id]);
});

test("people are found by e-mail in any case, and by parts of name and e-mail taken literally", async () => {
  const ada = sample.samplePerson({ name: "Ada 100% Sure_", email: "Ada@Example.test" });
  await put(insert("Person", ada), insert("Person", sample.samplePerson({ name: "Zed" })));
  expect(await core.people.findByEmail("aDA@example.TEST")).toEqual(ada);
  expect(await core.people.findByEmail("ada%example.test")).toBeNull();
  const search = async (text: string) => (await core.people.page(text, { limit: 9 })).items.map(({ name }) => name);
  expect(await search("100% sure_")).toEqual([ada.name]);
  expect(await search("ada@EX")).toEqual([ada.name]);
  expect(await search("%_")).toEqual([]);
  expect((await pageThrough((page) => core.people.page("", page), 1)).map(({ name }) => name)).toEqual([
    ada.name,
    "Zed",
  ]);
  const twin = sample.samplePerson({ email: "ADA@example.test" });
  expect(await core.store.commit(by, [transition({ writes: [insert("Person", twin)] })])).toMatchObject([
    { why: "conflict" },
  ]);
});

test("an administrator counts while enabled", async () => {
  expect(await core.people.hasAdministrator()).toBe(false);
  await put(insert("Person", sample.samplePerson({ roles: ["administrator"], disabledAt: now })));
  expect(await core.people.hasAdministrator()).toBe(false);
  await put(insert("Person", sample.samplePerson({ roles: ["auditor", "administrator"] })));
  expect(await core.people.hasAdministrator()).toBe(true);
});

test("a session is touched once a minute, never when it ended or idled out, and its version stays", async () => {
  const session = (changes: Partial<Session>): Session => ({
    ...{
      id: ids.newId("ses"),
      version: 1,
      personId: ids.newId("per"),
      method: "password",
      providerSubject: null,
      verifiedBy: "password",
      address: null,
      userAgent: "UA",
    },
    ...{
      createdAt: ago(60 * minute),
      seenAt: ago(5 * minute),
      verifiedAt: ago(5 * minute),
      expiresAt: ago(-60 * minute),
    },
    ...{ endedAt: null, endReason: null, ...changes },
  });
  const used = session({});
  const { personId } = used;
  const fresh = session({ personId, seenAt: ago(20_000), createdAt: ago(20_000) });
  const ended = session({ personId, endedAt: ago(minute), endReason: "signed-out" });
  const idle = session({ personId, seenAt: ago(30 * minute) });
  await put(...[used, fresh, ended, idle].map((row) => insert("Session", row)));
  expect(idsOf(await core.sessions.liveOf(personId))).toEqual(idsOf([used, fresh]));
  for (const { id } of [used, fresh, ended, idle]) await core.sessions.touch(id);
  expect((await core.sessions.find(used.id))!.seenAt.getTime()).toBeGreaterThanOrEqual(now.getTime());
  expect((await core.sessions.find(used.id))!.version).toBe(1);
  for (const same of [fresh, ended, idle]) expect(await core.sessions.find(same.id)).toEqual(same);
  expect(await core.sessions.isDeviceKnown(fresh)).toBe(true);
  expect(await core.sessions.isDeviceKnown({ ...fresh, userAgent: "other" })).toBe(false);
  expect(await core.sessions.isDeviceKnown({ ...used, createdAt: ago(61 * minute) })).toBe(false);
});

test("the catalogue leaves out what is retired, unless it is asked for by id", async () => {
  await put(...factEpochs.map((id) => insert("FactEpoch", { id, version: 1 })));
  const owners = sample.sampleGroup();
  const target = sample.sampleTarget();
  const closed = sample.sampleTarget({ retiredAt: now });
  const of = (targetId: typeof target.id, changes = {}) => {
    const resource = sample.sampleResource({ targetId, ownerGroupId: owners.id });
    return { resource, entitlement: sample.sampleEntitlement({ targetId, resourceId: resource.id, ...changes }) };
  };
  const [open, retired, elsewhere] = [of(target.id), of(target.id, { retiredAt: now }), of(closed.id)];
  const rows = [open, retired, elsewhere];
  await put(insert("Group", owners), insert("Target", target), insert("Target", closed));
  await put(
    ...rows.flatMap(({ resource, entitlement }) => [insert("Resource", resource), insert("Entitlement", entitlement)]),
  );
  const item = { ...open, target, ownerGroup: owners.name };
  expect((await core.catalogue.all()).filter(({ target: { id } }) => id === target.id || id === closed.id)).toEqual([
    item,
  ]);
  const later = of(target.id);
  await put(insert("Resource", later.resource), insert("Entitlement", later.entitlement));
  const among = async () => (await core.catalogue.search(later.resource.name)).length;
  expect(await among()).toBe(0);
  const moved = moveEpoch(await core.policies.epochs(), "catalogue");
  expect(await core.store.commit(by, [moved])).toMatchObject([{ done: true }]);
  expect(await among()).toBe(1);
  const asked = await core.catalogue.ofIds(rows.map(({ entitlement }) => entitlement.id));
  expect(idsOf(asked.map(({ entitlement }) => entitlement))).toEqual(idsOf(rows.map(({ entitlement }) => entitlement)));
  const personId = ids.newId("per");
  for (const on of [true, true, false, true]) await core.catalogue.setFavourite(personId, open.entitlement.id, on);
  expect(await core.catalogue.favourites(personId)).toEqual([open.entitlement.id]);
  await core.catalogue.noteHealth(target.id, { clockOffsetMs: 12.4 });
  await core.catalogue.noteHealth(target.id, { error: "no route" });
  const seen = { targetId: target.id, seenAt: expect.any(Date) as Date, clockOffsetMs: 12 };
  const failed = { failedAt: expect.any(Date) as Date, error: "no route", failures: 1, probeAt: null };
  expect(await core.catalogue.health()).toEqual([{ ...seen, ...failed }]);
  await core.catalogue.noteHealth(target.id, { clockOffsetMs: -3 });
  expect(await core.catalogue.health()).toEqual([
    { ...seen, clockOffsetMs: -3, failedAt: null, error: null, failures: 0, probeAt: null },
  ]);
});
