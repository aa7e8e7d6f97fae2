import { afterAll, expect, test } from "vitest";
import { createCoreAdapters } from "./create-core-adapters.ts";
import { ids, sampleGrant } from "./sample-rows.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { insert, transition } from "#core/domain/transition.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const core = createCoreAdapters(database.appUrl);
afterAll(core.close);
const since = new Date("2026-05-01T00:00:00Z");
const at = (ms: number): Date => new Date(since.getTime() + ms);
const put = (rows: readonly Grant[]) =>
  core.store.commit(
    { personId: null, via: "console", correlationId: "reports" },
    rows.map((row) => transition({ writes: [insert("Grant", row)] })),
  );

test("revocation lag runs from the deadline, or the decision to end, and leaves out access that never existed", async () => {
  const [a, b] = [ids.newId("tgt"), ids.newId("tgt")].sort() as [Grant["targetId"], Grant["targetId"]];
  const ended = { status: "ended", readyAt: since } as const;
  const expired = (targetId: Grant["targetId"], lagMs: number) =>
    sampleGrant({
      ...ended,
      targetId,
      endReason: "expired",
      expiresAt: at(1000),
      endingAt: at(1500),
      endedAt: at(1000 + lagMs),
    });
  const revoked = sampleGrant({
    ...ended,
    targetId: b,
    endReason: "revoked",
    expiresAt: at(9e6),
    endingAt: at(2000),
    endedAt: at(2700),
  });
  const never = sampleGrant({
    ...ended,
    targetId: a,
    readyAt: null,
    endReason: "never-activated",
    endingAt: at(0),
    endedAt: at(99_999),
  });
  const before = sampleGrant({
    ...ended,
    targetId: a,
    endReason: "expired",
    expiresAt: at(-99_999),
    endingAt: at(-1),
    endedAt: at(-1),
  });
  await put([...[100, 200, 300, 5000].map((lag) => expired(a, lag)), revoked, never, before]);
  expect(await core.reports.revocationLag(since)).toEqual([
    { targetId: null, count: 5, late: 0, unverified: 0, p50Ms: 300, p99Ms: 5000, maxMs: 5000 },
    { targetId: a, count: 4, late: 0, unverified: 0, p50Ms: 200, p99Ms: 5000, maxMs: 5000 },
    { targetId: b, count: 1, late: 0, unverified: 0, p50Ms: 700, p99Ms: 700, maxMs: 700 },
  ]);
  expect(await core.reports.revocationLag(at(1e12))).toEqual([
    { targetId: null, count: 0, late: 0, unverified: 0, p50Ms: null, p99Ms: null, maxMs: null },
  ]);
});

test("an end that was never proved is a miss, whether or not its access was ever read, and is in no percentile", async () => {
  const targetId = ids.newId("tgt");
  const from = new Date("2031-01-01T00:00:00Z");
  const after = (ms: number): Date => new Date(from.getTime() + ms);
  const ended = { status: "ended", targetId, readyAt: from, endingAt: from } as const;
  const unverified = { ...ended, endReason: "unverified", endedAt: after(1) } as const;
  const revoked = { ...ended, endReason: "revoked" } as const;
  await put([
    sampleGrant(unverified),
    sampleGrant({ ...unverified, readyAt: null }),
    sampleGrant({ ...revoked, endedAt: after(5000) }),
    sampleGrant({ ...revoked, endedAt: after(5001) }),
  ]);
  const counted = { count: 4, late: 1, unverified: 2, p50Ms: 5000, p99Ms: 5001, maxMs: 5001 };
  expect(await core.reports.revocationLag(from)).toEqual([
    { targetId: null, ...counted },
    { targetId, ...counted },
  ]);
  const slowest = await core.reportRows.slowestEnds({ from, to: after(60_000) }, 9);
  expect(slowest.map(({ lagMs }) => lagMs)).toEqual([5001, 5000]);
  expect((await core.reports.unverifiedByTarget()).get(targetId)).toBe(2);
});

test("an end that was accepted unproved counts with the lag at which its target proved it", async () => {
  const targetId = ids.newId("tgt");
  const from = new Date("2032-01-01T00:00:00Z");
  const after = (ms: number): Date => new Date(from.getTime() + ms);
  const accepted = { status: "ended", targetId, endingAt: from, endReason: "unverified", endedAt: after(1) } as const;
  await put([
    sampleGrant({ ...accepted, readyAt: from, provedAt: after(90_000) }),
    sampleGrant({ ...accepted, readyAt: null }),
  ]);
  const counted = { count: 2, late: 1, unverified: 1, p50Ms: 90_000, p99Ms: 90_000, maxMs: 90_000 };
  expect(await core.reports.revocationLag(from)).toEqual([
    { targetId: null, ...counted },
    { targetId, ...counted },
  ]);
  const slowest = await core.reportRows.slowestEnds({ from, to: after(60_000) }, 9);
  expect(slowest).toMatchObject([{ endedAt: after(90_000), lagMs: 90_000 }]);
  expect((await core.reports.unverifiedByTarget()).get(targetId)).toBe(1);
});

test("live grants are those that say the access should be there", async () => {
  const targetId = ids.newId("tgt");
  const before = await core.reports.liveGrants();
  await put(
    (["scheduled", "activating", "active", "ending", "ended"] as const).map((status) =>
      sampleGrant({ status, targetId }),
    ),
  );
  expect(await core.reports.liveGrants()).toBe(before + 2);
  expect((await core.reports.liveGrantsByTarget()).get(targetId)).toBe(2);
});
