import { afterAll, expect, test, vi } from "vitest";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { openTestDatabase } from "../scripts/test-database.ts";
import { createBell } from "#server/bell.ts";
import { context } from "#server/context.ts";
import { readiness } from "#server/health/serve-readiness.ts";
import { openDemoPortal } from "#server/testing/open-demo-portal.ts";
import { startTicker } from "#server/ticker.ts";

const database = await openTestDatabase();
const { core } = await openDemoPortal(database.appUrl);
afterAll(() => context().close());

const silence = () => context().pool.query(`update "Heartbeat" set "at" = clock_timestamp() - interval '61 seconds'`);

test("a portal is ready once something ends what is due, and no longer when that has been silent for a minute", async () => {
  await silence();
  expect(await readiness(context())).toEqual({
    database: true,
    migrations: true,
    revoker: false,
    log: false,
    clocks: true,
  });
  const ticker = startTicker(core, createBell());
  await vi.waitFor(async () => expect(await readiness(context())).toMatchObject({ revoker: true }), 5_000);
  await ticker.stop();
  await silence();
  expect(await readiness(context())).toEqual({
    database: true,
    migrations: true,
    revoker: false,
    log: false,
    clocks: true,
  });
});

test("a fault of the database stops nothing: the ticker goes on when it is over", async () => {
  let down = true;
  const claimDue: typeof core.holdings.claimDue = (options) =>
    down ? Promise.reject(new Error("no database")) : core.holdings.claimDue(options);
  const ticker = startTicker({ ...core, holdings: { ...core.holdings, claimDue } }, createBell());
  const before = await core.heartbeats.last(reconcilerHeartbeat);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await core.heartbeats.last(reconcilerHeartbeat)).toEqual(before);
  down = false;
  await vi.waitFor(
    async () => expect((await core.heartbeats.last(reconcilerHeartbeat))?.at).not.toEqual(before?.at),
    5_000,
  );
  await ticker.stop();
});

test("after it is stopped it does nothing more", async () => {
  const ticker = startTicker(core, createBell());
  await vi.waitFor(async () => expect(await core.heartbeats.last(reconcilerHeartbeat)).not.toBeNull());
  await ticker.stop();
  const last = await core.heartbeats.last(reconcilerHeartbeat);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await core.heartbeats.last(reconcilerHeartbeat)).toEqual(last);
});
