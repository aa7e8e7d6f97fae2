import { afterAll, expect, test } from "vitest";
import { createCoreAdapters } from "./create-core-adapters.ts";
import { ids, sampleGrant, sampleRequest } from "./sample-rows.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Request } from "#core/domain/request/request.ts";
import { insert, transition } from "#core/domain/transition.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const core = createCoreAdapters(database.appUrl);
afterAll(core.close);
const since = new Date("2026-05-01T00:00:00Z");
const at = (ms: number): Date => new Date(since.getTime() + ms);
const put = (rows: readonly (Grant | Request)[]) =>
  core.store.commit(
    { personId: null, via: "console", correlationId: "reports" },
    rows.map((row) => transition({ writes: ["holdingId" in row ? insert("Grant", row) : insert("Request", row)] })),
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
    { targetId: null, count: 5, p50Ms: 300, p99Ms: 5000, maxMs: 5000 },
    { targetId: a, count: 4, p50Ms: 200, p99Ms: 5000, maxMs: 5000 },
    { targetId: b, count: 1, p50Ms: 700, p99Ms: 700, maxMs: 700 },
  ]);
  expect(await core.reports.revocationLag(at(1e12))).toEqual([
    { targetId: null, count: 0, p50Ms: null, p99Ms: null, maxMs: null },
  ]);
});

test("requests are counted by the day in UTC they were made on, and what nobody decided in time as lapsed", async () => {
  const decided = (outcome: string): Pick<Request, "decision"> => ({ decision: { outcome } as Request["decision"] });
  const day = (createdAt: string, changes: Partial<Request>) =>
    sampleRequest({ createdAt: new Date(createdAt), ...changes });
  await put([
    day("2026-05-02T23:59:59.999Z", { status: "approved", ...decided("auto-approve") }),
    day("2026-05-02T00:00:00.000Z", { status: "approved", ...decided("needs-approval") }),
    day("2026-05-03T00:00:00.000Z", { status: "denied", ...decided("deny") }),
    day("2026-05-03T01:00:00.000Z", { status: "pending", lapsesAt: since }),
    day("2026-05-03T02:00:00.000Z", { status: "pending" }),
    day("2026-04-30T00:00:00.000Z", { status: "denied" }),
  ]);
  expect(await core.reports.requestsByDay(since)).toEqual([
    { day: "2026-05-02", automatic: 1, approved: 1, denied: 0, lapsed: 0 },
    { day: "2026-05-03", automatic: 0, approved: 0, denied: 1, lapsed: 1 },
  ]);
});

test("time to access is told apart by who decided, and a start asked for by name is no waiting", async () => {
  const asked = (outcome: string) =>
    sampleRequest({ createdAt: at(1e9), decision: { outcome } as Request["decision"] });
  const [automatic, approved] = [asked("auto-approve"), asked("needs-approval")];
  const ready = (request: Request, ms: number, changes: Partial<Grant> = {}) =>
    sampleGrant({ requestId: request.id, status: "active", readyAt: at(1e9 + ms), ...changes });
  await put([
    automatic,
    approved,
    ready(automatic, 800),
    ready(approved, 60_000),
    ready(approved, 9e6, { scheduledFor: at(2e9) }),
  ]);
  expect(await core.reports.timeToAccess(at(1e9))).toEqual({ automaticP50Ms: 800, approvedP50Ms: 60_000 });
  expect(await core.reports.timeToAccess(at(1e12))).toEqual({ automaticP50Ms: null, approvedP50Ms: null });
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
