import { afterAll, expect, test } from "vitest";
import { connectDatabase } from "../client.ts";
import { ids, sampleGrant, sampleHolding, sampleRequest, sampleVote } from "../sample-rows.ts";
import { createStore } from "./store.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { guard, insert, together, transition, update } from "#core/domain/transition.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const connection = connectDatabase(database.appUrl);
afterAll(connection.close);
const { prisma } = connection;
const store = createStore(prisma);
const by: Actor = { personId: ids.newId("per"), via: "browser", correlationId: "c-1" };
const done = { done: true, at: expect.any(Date) as Date };
const conflict = { done: false, why: "conflict" };

const given = async (changes: Partial<Grant> = {}): Promise<Grant> => {
  const grant = sampleGrant(changes);
  await store.commit(by, [transition({ writes: [insert("Grant", grant)] })]);
  return grant;
};
const find = (id: string) => prisma.grant.findUnique({ where: { id } });
const eventsOf = (grantId: string) => prisma.auditEvent.findMany({ where: { grantId }, orderBy: { id: "asc" } });
const databaseNow = async (): Promise<Date> => {
  const [row] = await prisma.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  return row!.at;
};
const after = async (ms: number): Promise<Date> => new Date((await databaseNow()).getTime() + ms);

test("a step is written with its events, in their order, at the instant it answers", async () => {
  const grant = await given();
  const [commit] = await store.commit(by, [
    transition({
      writes: [update("Grant", grant, { status: "activating" })],
      events: [
        { kind: "grantActivating", grantId: grant.id, targetId: grant.targetId, data: { nested: [1, { a: null }] } },
        { kind: "grantActivated", grantId: grant.id },
        { kind: "grantEnding", grantId: grant.id },
      ],
    }),
  ]);
  expect(commit).toEqual(done);
  expect(await find(grant.id)).toEqual({ ...grant, status: "activating", version: 2 });
  const events = await eventsOf(grant.id);
  expect(events.map(({ kind }) => kind)).toEqual(["grantActivating", "grantActivated", "grantEnding"]);
  expect(events[0]).toMatchObject({
    actorId: by.personId,
    via: "browser",
    correlationId: "c-1",
    targetId: grant.targetId,
  });
  expect(events[0]?.data).toEqual({ nested: [1, { a: null }] });
  expect(events[1]?.data).toEqual({});
  expect(new Set(events.map(({ at }) => at.getTime()))).toEqual(new Set([commit?.done ? commit.at.getTime() : 0]));
});

test("a step from an old version changes nothing and leaves no event", async () => {
  const grant = await given();
  const step = transition({
    writes: [update("Grant", grant, { status: "activating" })],
    events: [{ kind: "grantActivating", grantId: grant.id }],
  });
  expect(await store.commit(by, [step])).toEqual([done]);
  expect(await store.commit(by, [step])).toEqual([conflict]);
  expect(await eventsOf(grant.id)).toHaveLength(1);
});

test("a step on a row that is not there, and an insert of a row that is, are conflicts", async () => {
  const grant = await given();
  expect(await store.commit(by, [transition({ writes: [update("Grant", sampleGrant(), {})] })])).toEqual([conflict]);
  expect(await store.commit(by, [transition({ writes: [insert("Grant", grant)] })])).toEqual([conflict]);
});

test("a step is too late at its deadline, too early before its start, and neither in between", async () => {
  const grant = await given();
  const step = (window: { from?: Date; before?: Date }) =>
    store.commit(by, [transition({ window, events: [{ kind: "grantActivated", grantId: grant.id }] })]);
  expect(await step({ before: await databaseNow() })).toEqual([{ done: false, why: "too_late" }]);
  expect(await step({ from: await after(60_000) })).toEqual([{ done: false, why: "too_early" }]);
  expect(await eventsOf(grant.id)).toHaveLength(0);
  expect(await step({ from: await databaseNow(), before: await after(60_000) })).toEqual([done]);
});

test("a guarded row must have the version that was read, and stays as it is", async () => {
  const [read, written] = [await given(), await given()];
  const step = transition({ writes: [update("Grant", written, {})], guards: [guard("Grant", read)] });
  await store.commit(by, [transition({ writes: [update("Grant", read, {})] })]);
  expect(await store.commit(by, [step])).toEqual([conflict]);
  expect(await find(written.id)).toEqual(written);
  const again = { ...read, version: 2 };
  expect(await store.commit(by, [{ ...step, guards: [guard("Grant", again)] }])).toEqual([done]);
  expect(await find(read.id)).toEqual(again);
});

test("a row that a step both guards and writes must have one version for both", async () => {
  const grant = await given();
  const stale = { ...grant, version: 7 };
  const writes = [update("Grant", grant, {})];
  expect(await store.commit(by, [transition({ writes, guards: [guard("Grant", stale)] })])).toEqual([conflict]);
  expect(await store.commit(by, [transition({ writes, guards: [guard("Grant", grant)] })])).toEqual([done]);
});

test("one step over several tables is written whole or not at all", async () => {
  const [grant, holding] = [sampleGrant(), sampleHolding()];
  const step = together(
    transition({ writes: [insert("Holding", holding), insert("Grant", grant)] }),
    transition({
      writes: [insert("Request", sampleRequest())],
      events: [{ kind: "grantScheduled", grantId: grant.id }],
    }),
  );
  expect(await store.commit(by, [step])).toEqual([done]);
  const next = transition({
    writes: [update("Holding", holding, { fence: 1 }), update("Grant", { ...grant, version: 9 }, {})],
    events: [{ kind: "grantActivating", grantId: grant.id }],
  });
  expect(await store.commit(by, [next])).toEqual([conflict]);
  expect(await prisma.holding.findUnique({ where: { id: holding.id } })).toEqual(holding);
  expect(await eventsOf(grant.id)).toHaveLength(1);
});

test("a step over several tables that finds one row of another version leaves the others as they are", async () => {
  const [grant, holding] = [await given(), sampleHolding()];
  await store.commit(by, [transition({ writes: [insert("Holding", holding)] })]);
  const stale = (row: "grant" | "holding") =>
    transition({
      writes: [
        update("Grant", { ...grant, version: row === "grant" ? 9 : 1 }, { status: "active" }),
        update("Holding", { ...holding, version: row === "holding" ? 9 : 1 }, {}),
      ],
      events: [{ kind: "grantActivated", grantId: grant.id }],
    });
  for (const row of ["grant", "holding"] as const) expect(await store.commit(by, [stale(row)])).toEqual([conflict]);
  expect(await find(grant.id)).toEqual(grant);
  expect(await prisma.holding.findUnique({ where: { id: holding.id } })).toMatchObject({ version: 1 });
  expect(await eventsOf(grant.id)).toEqual([]);
});

test("transitions of a batch succeed or fail for themselves, and are answered in their order", async () => {
  const [first, second, third] = [await given(), await given(), await given()];
  const event = (grant: Grant) => [{ kind: "grantActivating" as const, grantId: grant.id }];
  const commits = await store.commit(by, [
    transition({ writes: [update("Grant", first, { status: "activating" })], events: event(first) }),
    transition({ writes: [update("Grant", { ...second, version: 5 }, {})], events: event(second) }),
    transition({ writes: [update("Grant", third, {})], window: { before: await databaseNow() }, events: event(third) }),
    transition({ writes: [insert("Grant", sampleGrant()), insert("Grant", sampleGrant())] }),
    transition({ events: [{ kind: "signedIn" }] }),
  ]);
  expect(commits).toEqual([done, conflict, { done: false, why: "too_late" }, done, done]);
  expect(await find(first.id)).toMatchObject({ status: "activating", version: 2 });
  expect([await find(second.id), await find(third.id)]).toEqual([second, third]);
  expect(await eventsOf(first.id)).toHaveLength(1);
  expect([...(await eventsOf(second.id)), ...(await eventsOf(third.id))]).toEqual([]);
});

test("an insert that meets an existing row spoils no other transition of its batch", async () => {
  const vote = sampleVote();
  const twice = sampleVote({ requestId: vote.requestId, voterId: vote.voterId });
  const cast = (value: typeof vote) => transition({ writes: [insert("Vote", value)], events: [{ kind: "voteCast" }] });
  const fresh = sampleVote();
  await store.commit(by, [cast(vote)]);
  expect(await store.commit(by, [cast(fresh), cast(twice), cast(sampleVote())])).toEqual([done, conflict, done]);
  expect(await prisma.vote.findUnique({ where: { id: fresh.id } })).toEqual(fresh);
});

test("a transition sees what an earlier one of its batch wrote over its guard", async () => {
  const [grant, other] = [await given(), await given()];
  const commits = await store.commit(by, [
    transition({ writes: [update("Grant", grant, {})] }),
    transition({ writes: [update("Grant", other, {})], guards: [guard("Grant", grant)] }),
  ]);
  expect(commits).toEqual([done, conflict]);
});

test("what no caller may ask for is thrown, and nothing is written", async () => {
  const grant = await given();
  const write = update("Grant", grant, {});
  const broken = (changes: object) =>
    transition({ writes: [{ ...write, row: { ...write.row, ...changes } } as typeof write] });
  const refused = async (...steps: ReturnType<typeof transition>[]) =>
    expect(store.commit(by, steps)).rejects.toThrow();
  await refused(transition({ writes: [write] }), transition({ writes: [write] }));
  await refused(transition({ writes: [write, write] }));
  await refused(broken({ status: undefined }));
  await refused(broken({ statuss: "active" }));
  await refused(broken({ version: 3 }));
  await refused(broken({ expiresAt: new Date(Number.NaN) }));
  await refused(broken({ durationSeconds: Number.NaN }));
  await refused(broken({ status: null }));
  await refused(
    transition({ writes: [insert("Grant", sampleGrant())], guards: [{ table: "Policy", id: "1", version: 1 }] }),
  );
  expect(await find(grant.id)).toEqual(grant);
});

test("nothing to do is done with nothing", async () => {
  expect(await store.commit(by, [])).toEqual([]);
  expect(await store.commit(by, [transition({})])).toEqual([done]);
});
