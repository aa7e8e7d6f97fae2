import { afterEach, beforeAll, describe, expect, it, type MockInstance, vi } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import type { Core } from "#core/ports/core.ts";
import { leaseMs } from "#core/usecases/reconcile/lease.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, target, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let read: Awaited<ReturnType<typeof addDirectory>>["read"];

beforeAll(async () => {
  company = await createCompany(core);
  ({ read } = await addDirectory(core));
});

let time: MockInstance<typeof performance.now> | null = null;

afterEach(() => {
  time?.mockRestore();
  time = null;
  vi.useRealTimers();
  target.onCall = null;
  directory.onCall = null;
});

const asked = async (entitlementId = read): Promise<Grant> => {
  const submitted = await submitRequest(core, await company.as("tomas"), {
    ...{ durationSeconds: 600, justification: "reading the directory", entitlementIds: [entitlementId] },
  });
  if (!submitted.ok) throw new Error(submitted.error);
  const [grant] = await core.grants.ofRequests([submitted.value.id]);
  return grant!;
};

const active = async (entitlementId = read): Promise<Grant> => {
  const grant = await asked(entitlementId);
  await reconcileDue(core, ticker);
  return (await core.grants.find(grant.id))!;
};

/** Reading another directory, where nobody has anything. */
const elsewhere = async (name: string) => {
  directory.accounts.clear();
  return (await addDirectory(core, { name })).read;
};

/** The deadline of every grant that shares the holding comes. */
const expires = ({ holdingId }: Grant) =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = date_trunc('milliseconds', clock_timestamp()), "version" = "version" + 1
       WHERE "holdingId" = $1 AND "status" = 'active')
     UPDATE "Holding" SET "dueAt" = date_trunc('milliseconds', clock_timestamp()), "version" = "version" + 1 WHERE id = $1`,
    [holdingId],
  );

const leaseRunsOut = (grant: Grant) =>
  sql(`UPDATE "Holding" SET "leaseUntil" = date_trunc('milliseconds', clock_timestamp()) WHERE id = $1`, [
    grant.holdingId,
  ]);

/** The worker that had the holding died in the middle of a call, just now; then the grant expires. */
const diedInCall = (grant: Grant) =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = date_trunc('milliseconds', clock_timestamp()) - interval '1 millisecond', "version" = "version" + 1 WHERE id = $1)
     UPDATE "Holding" SET "dueAt" = date_trunc('milliseconds', clock_timestamp()) - interval '1 millisecond', "leaseUntil" = date_trunc('milliseconds', clock_timestamp()) - interval '1 millisecond', "version" = "version" + 1
     WHERE id = $2`,
    [grant.id, grant.holdingId],
  );

const holdingOf = (grant: Grant) => core.holdings.find(grant.holdingId);

describe("where a dead worker's call may still take effect at the target", () => {
  it("the access is removed at once, but nothing is called ended before that call's time-out", async () => {
    const grant = await active();
    await diedInCall(grant);
    await reconcileDue(core, ticker);
    expect(directory.accounts.size).toBe(0);
    expect((await core.grants.find(grant.id))?.status).toBe("ending");
    const waiting = await holdingOf(grant);
    expect(waiting).toMatchObject({ state: "absent", leaseUntil: null });
    expect(waiting!.dueAt!.getTime() - waiting!.unsettledAt!.getTime()).toBe(directory.kind.callTimeoutMs);
  });

  it("what that call put back is removed, and the reading after the time-out ends the grant", async () => {
    const grant = await active();
    await diedInCall(grant);
    await reconcileDue(core, ticker);
    const until = new Date(Date.now() + 60_000);
    directory.accounts.set("tomas@example.test has read", { holdingId: grant.holdingId, until, secret: null });
    await sql(
      `UPDATE "Holding" SET "unsettledAt" = "unsettledAt" - interval '1 hour', "dueAt" = date_trunc('milliseconds', clock_timestamp()) - interval '1 millisecond' WHERE id = $1`,
      [grant.holdingId],
    );
    await reconcileDue(core, ticker);
    expect(directory.accounts.size).toBe(0);
    expect((await core.grants.find(grant.id))?.status).toBe("ended");
    expect((await holdingOf(grant))?.unsettledAt).toBeNull();
  });

  it("nothing new is applied before then: a late removal could take it away unseen", async () => {
    const grant = await active();
    await diedInCall(grant);
    await reconcileDue(core, ticker);
    await sql(`UPDATE "Holding" SET "unsettledAt" = "unsettledAt" + interval '10 minutes' WHERE id = $1`, [
      grant.holdingId,
    ]);
    directory.calls.length = 0;
    const next = await active();
    expect(next.holdingId).toBe(grant.holdingId);
    expect(directory.calls.map(([call]) => call)).not.toContain("apply");
    await sql(
      `UPDATE "Holding" SET "unsettledAt" = "unsettledAt" - interval '1 hour', "dueAt" = date_trunc('milliseconds', clock_timestamp()) - interval '1 millisecond' WHERE id = $1`,
      [grant.holdingId],
    );
    await reconcileDue(core, ticker);
    expect((await core.grants.find(next.id))?.status).toBe("active");
  });

  it("that wait puts off no deadline that comes sooner", async () => {
    const grant = await active(await elsewhere("waiting"));
    const [{ until }] = (await sql(
      `UPDATE "Grant" SET "expiresAt" = date_trunc('milliseconds', clock_timestamp()) + interval '30 minutes', "version" = "version" + 1
       WHERE id = $1 RETURNING "expiresAt" AS until`,
      [grant.id],
    )) as [{ until: Date }];
    await sql(
      `UPDATE "Holding" SET "unsettledAt" = clock_timestamp() + interval '1 hour', "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`,
      [grant.holdingId],
    );
    await reconcileDue(core, ticker);
    expect((await holdingOf(grant))?.dueAt).toEqual(until);
  });

  it("a target that ignores overtaken calls needs no such wait", async () => {
    const grant = await active(company.read);
    await diedInCall(grant);
    await reconcileDue(core, ticker);
    expect((await core.grants.find(grant.id))?.status).toBe("ended");
  });
});

describe("a worker", () => {
  it("that stood still for longer than its lease makes no call any more, and leaves the access to the next", async () => {
    const grant = await active();
    await expires(grant);
    directory.calls.length = 0;
    const before = performance.now.bind(performance);
    const commit: Core["store"]["commit"] = async (by, steps) => {
      const commits = await core.store.commit(by, steps);
      // From the moment in which the end is decided and nothing was done about it at the target.
      time ??= vi.spyOn(performance, "now").mockImplementation(() => before() + leaseMs);
      return commits;
    };
    await reconcileDue({ ...core, store: { commit } }, ticker);
    expect(directory.calls).toEqual([]);
    expect((await core.grants.find(grant.id))?.status).toBe("ending");
    time?.mockRestore();
    await leaseRunsOut(grant);
    await reconcileDue(other, ticker);
    // Once more where this machine stood still for that long itself.
    expect(directory.calls.map(([call]) => call).slice(0, 2)).toEqual(["remove", "observe"]);
    expect(directory.accounts.size).toBe(0);
  });

  it("that was told too slowly how the target is gives nothing any more", async () => {
    const grant = await active(await elsewhere("slow"));
    await sql(
      `UPDATE "Holding" SET "until" = NULL, "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`,
      [grant.holdingId],
    );
    const calls: string[] = [];
    const before = performance.now.bind(performance);
    directory.onCall = (call, { holdingId }) => {
      if (holdingId !== grant.holdingId) return Promise.resolve();
      calls.push(call);
      time ??= vi.spyOn(performance, "now").mockImplementation(() => before() + leaseMs);
      return Promise.resolve();
    };
    await reconcileDue(core, ticker);
    expect(calls).toEqual(["observe"]);
  });

  it("keeps its lease as it was renewed, whatever else of the holding it writes", async () => {
    const grant = await asked(await elsewhere("renewed"));
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const renewals: Promise<Date | null>[] = [];
    const renewLease: Core["holdings"]["renewLease"] = (...of) => {
      const renewal = core.holdings.renewLease(...of);
      if (of[0] === grant.holdingId) renewals.push(renewal);
      return renewal;
    };
    let before: Date | null | undefined;
    directory.onCall = async (call, { holdingId }) => {
      if (holdingId !== grant.holdingId) return;
      if (call === "observe" && renewals.length === 0) {
        vi.advanceTimersByTime(1_000);
        before = await renewals[0];
      }
      // What was seen is committed by now.
      if (call === "apply") expect((await holdingOf(grant))?.leaseUntil).toEqual(before);
    };
    await reconcileDue({ ...core, holdings: { ...core.holdings, renewLease } }, ticker);
    expect(before).toBeInstanceOf(Date);
    expect((await core.grants.find(grant.id))?.status).toBe("active");
  });

  it("that was overtaken in the middle of a call has no say about what came of it", async () => {
    const grant = await active(company.read);
    await expires(grant);
    target.onCall = async (call) => {
      if (call !== "remove") return;
      target.onCall = null;
      await leaseRunsOut(grant);
      await reconcileDue(other, ticker);
      expect((await core.grants.find(grant.id))?.status).toBe("ended");
    };
    const before = await holdingOf(grant);
    await reconcileDue(core, ticker);
    const ends = await sql(`SELECT FROM "AuditEvent" WHERE "grantId" = $1 AND "kind" = 'grantEnded'`, [grant.id]);
    expect(ends).toHaveLength(1);
    expect(await holdingOf(grant)).toMatchObject({ fence: before!.fence + 2, leaseUntil: null, attempts: 0 });
    const operations = await sql(`SELECT "outcome" FROM "Operation" WHERE "holdingId" = $1 ORDER BY "fence"`, [
      grant.holdingId,
    ]);
    expect(operations.slice(-2)).toEqual([{ outcome: null }, { outcome: "done" }]);
  });
});
