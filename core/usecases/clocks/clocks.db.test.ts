import { beforeAll, beforeEach, expect, it } from "vitest";
import type { ClockReading } from "#core/domain/clock/clock-spread.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { checkTargetsOpen } from "#core/usecases/check-targets-open.ts";
import { clockStanding } from "#core/usecases/clocks/clock-standing.ts";
import { measureClocks } from "#core/usecases/clocks/measure-clocks.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "clocks" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});
beforeEach(async () => {
  await sql(`DELETE FROM "Heartbeat" WHERE "id" = 'clocks'`);
});

/** An engine whose nodes disagree: one reading of each. */
const apart = (by: Core, ms: number): Core => ({
  ...by,
  clockNodes: {
    read: async (): Promise<readonly ClockReading[]> => {
      const at = await by.clock.now();
      const asked = { askedMs: 1_000, answeredMs: 1_001, ownAt: at };
      return [
        { ...asked, at },
        { ...asked, at: new Date(at.getTime() + ms + 2) },
      ];
    },
  },
});

it("one clock is measured as one, over real connections", async () => {
  const { spreadMs, ownOffsetMs } = await measureClocks(core);
  expect(spreadMs).toBe(0);
  expect(ownOffsetMs).not.toBeNull();
  expect(await clockStanding(core, await core.clock.now())).toEqual({ spreadMs: 0, agree: true });
});

it("clocks that disagree by more than a second stop what is new, break-glass too, and are alarmed until they agree", async () => {
  await measureClocks(apart(core, 1_001));
  // Another process meets only one of the nodes: what was seen once counts for a minute.
  await measureClocks(other);
  const now = await core.clock.now();
  const closed = { ok: false, error: "clocks_disagree" };
  expect(await checkTargetsOpen(core, [], now, true)).toEqual(closed);
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  expect(await submitRequest(core, await company.as("tomas"), wish)).toEqual(closed);
  await watchOver(core, ticker);
  expect((await core.alarms.open()).map(({ kind }) => kind)).toEqual(["clocks-disagree"]);

  await sql(`UPDATE "Heartbeat" SET "at" = "at" - interval '61 seconds' WHERE "id" = 'clocks'`);
  await measureClocks(other);
  await watchOver(core, ticker);
  expect(await core.alarms.open()).toEqual([]);
  expect(await checkTargetsOpen(core, [], await core.clock.now())).toMatchObject({ ok: true });
});

it("access ends early by what the clocks disagree, and never late; of what was measured long ago nothing is left", async () => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  await sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = clock_timestamp() + interval '50 seconds', "version" = "version" + 1
       WHERE "status" = 'active' RETURNING "holdingId", "expiresAt")
     UPDATE "Holding" h SET "dueAt" = g."expiresAt", "version" = "version" + 1 FROM g WHERE h."id" = g."holdingId"`,
  );
  // More than any engine may, so that the test need not be quick.
  await measureClocks(apart(core, 60_000));
  await sql(`UPDATE "Heartbeat" SET "at" = "at" - interval '4 minutes' WHERE "id" = 'clocks'`);
  await reconcileDue(core, ticker);
  expect(target.accounts.size).toBe(1);
  await measureClocks(apart(core, 60_000));
  await reconcileDue(core, ticker);
  expect(target.accounts.size).toBe(0);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  expect(grant).toMatchObject({ status: "ended", endReason: "expired" });
});
