import { afterAll, expect, test } from "vitest";
import { createCoreAdapters } from "../create-core-adapters.ts";
import { ids, sampleGrant, sampleRequest } from "../sample-rows.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Window } from "#core/domain/report/report.ts";
import type { Request } from "#core/domain/request/request.ts";
import { insert, transition } from "#core/domain/transition.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const core = createCoreAdapters(database.appUrl);
afterAll(core.close);
const by = { personId: null, via: "console", correlationId: "report-rows" } as const;
const put = (rows: readonly (Grant | Request)[]) =>
  core.store.commit(
    by,
    rows.map((row) => transition({ writes: ["holdingId" in row ? insert("Grant", row) : insert("Request", row)] })),
  );

const seen = ({ holdingId: id, targetId }: Grant, firstSeenAt: Date, lastSeenAt: Date) =>
  core.store.commit(by, [
    transition({ writes: [insert("HoldingUse", { id, version: 1, targetId, firstSeenAt, lastSeenAt })] }),
  ]);

/** A window of a day that no other test of this file looks at. */
let days = 0;
const aWindow = (): Window & { at: (ms: number) => Date } => {
  const from = new Date(Date.UTC(2026, 4, ++days * 3));
  const at = (ms: number) => new Date(from.getTime() + ms);
  return { from, to: at(24 * 3_600_000), at };
};

test("waits are told apart by whether a person decided, and a start asked for by name is no wait", async () => {
  const { at, ...window } = aWindow();
  const entitlementId = ids.newId("ent");
  const automatic = { requestedAt: at(0), createdAt: at(0) };
  const decided = { requestedAt: at(0), createdAt: at(50_000) };
  const ready = (made: Partial<Grant>, ms: number, changes: Partial<Grant> = {}) =>
    sampleGrant({ ...made, entitlementId, readyAt: at(ms), ...changes });
  const waited = [60_000, 70_000, 80_000].map((ms) => ready(decided, ms));
  await put([ready(automatic, 800), ...waited, ready(decided, 9e6, { scheduledFor: at(9e6) })]);
  const approved = { automatic: false, count: 3, p50Ms: 70_000, p90Ms: 80_000, maxMs: 80_000 };
  const byPolicy = { automatic: true, count: 1, p50Ms: 800, p90Ms: 800, maxMs: 800 };
  expect(await core.reportRows.waits(window)).toEqual([
    { ...approved, entitlementId },
    { ...approved, entitlementId: null },
    { ...byPolicy, entitlementId },
    { ...byPolicy, entitlementId: null },
  ]);
  // A bound belongs to the bucket above it.
  expect(await core.reportRows.waitBuckets(window, [1000, 70_000])).toEqual({
    automatic: [1, 0, 0],
    approved: [0, 1, 2],
  });
});

test("a window begins with its first instant and ends before its last, for every count", async () => {
  const { at, ...window } = aWindow();
  const end = window.to.getTime() - window.from.getTime();
  const ended = (ms: number) =>
    sampleGrant({ status: "ended", endReason: "revoked", readyAt: at(ms), endingAt: at(ms), endedAt: at(ms) });
  const asked = (ms: number) => sampleRequest({ status: "denied", createdAt: at(ms), decidedAt: at(ms) });
  await put([-1, 0, end - 1, end].flatMap((ms) => [ended(ms), asked(ms)]));
  expect((await core.reportRows.lags(window))[0]).toMatchObject({ targetId: null, count: 2 });
  expect(await core.reportRows.outcomesByDay(window)).toMatchObject([{ denied: 2 }]);
});

test("requests are counted by the UTC day they were made on, and what nobody decided in time as lapsed", async () => {
  const { at, ...window } = aWindow();
  const request = (changes: Partial<Request>) => sampleRequest({ createdAt: at(0), ...changes });
  await put([
    request({ status: "approved", decidedAt: at(0) }),
    request({ status: "approved", decidedAt: at(1) }),
    request({ status: "denied", decidedAt: at(0) }),
    request({ status: "lapsed", decidedAt: at(5) }),
    request({ status: "pending", lapsesAt: at(5) }),
    request({ status: "pending" }),
    request({ status: "cancelled", decidedAt: at(9) }),
  ]);
  const day = window.from.toISOString().slice(0, 10);
  expect(await core.reportRows.outcomesByDay(window)).toEqual([
    { day, automatic: 1, approved: 1, denied: 1, lapsed: 2 },
  ]);
});

test("lag runs from the deadline or the decision to end, and access that never existed is not in it", async () => {
  const { at, ...window } = aWindow();
  const ended = { status: "ended", readyAt: at(0), endedAt: at(9000) } as const;
  const expired = sampleGrant({ ...ended, endReason: "expired", expiresAt: at(1000), endingAt: at(5000) });
  const revoked = sampleGrant({ ...ended, endReason: "revoked", expiresAt: at(1000), endingAt: at(5000) });
  const never = sampleGrant({ ...ended, readyAt: null, endReason: "never-activated", endingAt: at(0) });
  await put([expired, revoked, never]);
  expect((await core.reportRows.lags(window))[0]).toEqual({
    targetId: null,
    count: 2,
    late: 1,
    unverified: 0,
    p50Ms: 4000,
    p99Ms: 8000,
    maxMs: 8000,
  });
  const slowest = await core.reportRows.slowestEnds(window, 1);
  expect(slowest).toMatchObject([{ grantId: expired.id, dueAt: at(1000), endedAt: at(9000), lagMs: 8000 }]);
});

test("use is counted of ended access on the targets that can tell it, and what is not used is listed newest first", async () => {
  const { at, ...window } = aWindow();
  const [targetId, entitlementId] = [ids.newId("tgt"), ids.newId("ent")];
  const grant = (ms: number, changes: Partial<Grant> = {}) =>
    sampleGrant({ status: "ended", targetId, entitlementId, readyAt: at(ms), endedAt: at(ms + 1), ...changes });
  const shown = { credentialRevealedAt: at(3) };
  const [first, second, shownOnly] = [grant(1), grant(2), grant(3, shown)];
  await put([first, second, shownOnly, grant(4, { status: "active", endedAt: null })]);
  await put([grant(5, { targetId: ids.newId("tgt") })]);
  const of = { entitlementId, targetId };
  const silent = { credential: [targetId], telling: [] };
  expect(await core.reportRows.use(window, silent)).toEqual([{ ...of, used: 1, unseen: 0, unshown: 2 }]);
  const listed = await core.reportRows.unused(window, silent, 10);
  expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);

  const telling = { credential: [targetId], telling: [targetId] };
  expect(await core.reportRows.use(window, telling)).toEqual([{ ...of, used: 0, unseen: 1, unshown: 2 }]);
  await seen(shownOnly, at(3), at(3));
  expect(await core.reportRows.use(window, telling)).toEqual([{ ...of, used: 1, unseen: 0, unshown: 2 }]);
});

test("of one account's grants those are used within whose time its first or last use was, and between the two nothing is known", async () => {
  const { at, ...window } = aWindow();
  const [targetId, entitlementId, holdingId] = [ids.newId("tgt"), ids.newId("ent"), ids.newId("hld")];
  const grants = [0, 100, 200, 300].map((ms) =>
    sampleGrant({ ...{ status: "ended", targetId, entitlementId, holdingId }, readyAt: at(ms), endedAt: at(ms + 50) }),
  );
  await put(grants);
  const targets = { credential: [], telling: [targetId] };
  const of = { entitlementId, targetId, unshown: 0 };
  expect(await core.reportRows.use(window, targets)).toEqual([{ ...of, used: 0, unseen: 4 }]);
  await seen(grants[0]!, at(10), at(220));
  expect(await core.reportRows.use(window, targets)).toEqual([{ ...of, used: 2, unseen: 1 }]);
  expect((await core.reportRows.unused(window, targets, 10)).map(({ id }) => id)).toEqual([grants[3]!.id]);
});

test("events are counted by day and kind", async () => {
  const now = await core.clock.now();
  const window = { from: new Date(now.getTime() - 60_000), to: new Date(now.getTime() + 600_000) };
  const events = (["signInFailed", "signInFailed", "voteCast"] as const).map((kind) => ({ kind }));
  await core.store.commit(by, [transition({ events })]);
  const counts = await core.reportRows.eventsByDay(["signInFailed", "requestDenied"], window);
  expect(counts.map(({ kind, count }) => [kind, count])).toEqual([["signInFailed", 2]]);
});

test("emergencies are those whose review was opened within the window, newest first", async () => {
  const { at, ...window } = aWindow();
  const review = (ms: number, closed: number | null) =>
    insert("BreakGlassReview", {
      ...{ id: ids.newId("bgr"), version: 1, requestId: ids.newId("req"), requesterId: ids.newId("per") },
      ...{ holderId: ids.newId("per"), reviewerIds: [], openedAt: at(ms), escalatedAt: null, comment: null },
      closedAt: closed === null ? null : at(closed),
      closedById: closed === null ? null : ids.newId("per"),
      outcome: closed === null ? null : "justified",
    });
  await core.store.commit(
    by,
    [review(-1, 5), review(0, 60_000), review(9, null)].map((write) => transition({ writes: [write] })),
  );
  const uses = await core.reportRows.emergencies(window);
  expect(uses.map(({ openedAt, outcome }) => [openedAt, outcome])).toEqual([
    [at(9), null],
    [at(0), "justified"],
  ]);
});
