import { afterAll, expect, test, vi } from "vitest";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { openTestDatabase } from "../scripts/test-database.ts";
import { createBell } from "#server/bell.ts";
import { context } from "#server/context.ts";
import { readiness, serveReadiness } from "#server/health/serve-readiness.ts";
import { openDemoPortal } from "#server/testing/open-demo-portal.ts";
import { env } from "#server/env.ts";
import { startTicker } from "#server/ticker.ts";
import { POST } from "#app/api/cron/revoke-expired/route.ts";

/** A ticker that never gets there fails; one on a slow machine does not. */
const withPatience = 60_000;
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
  await vi.waitFor(async () => expect(await readiness(context())).toMatchObject({ revoker: true }), withPatience);
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

test("whoever spreads calls over replicas may leave out of the answer what is wrong with all of them, and nothing else", async () => {
  await silence();
  const answer = async (query: string) => {
    const served = await serveReadiness(new Request(`http://localhost:3000/api/health/ready${query}`));
    return [served.status, ((await served.json()) as { checks: { revoker: boolean } }).checks.revoker];
  };
  expect(await answer("")).toEqual([503, false]);
  expect(await answer("?exclude=revoker")).toEqual([503, false]);
  expect(await answer("?exclude=revoker&exclude=log&exclude=clocks")).toEqual([200, false]);
  expect(await answer("?exclude=revoker,log,clocks")).toEqual([503, false]);
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
    withPatience,
  );
  await ticker.stop();
});

test("after it is stopped it does nothing more", async () => {
  const ticker = startTicker(core, createBell());
  await vi.waitFor(async () => expect(await core.heartbeats.last(reconcilerHeartbeat)).not.toBeNull(), withPatience);
  await ticker.stop();
  const last = await core.heartbeats.last(reconcilerHeartbeat);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await core.heartbeats.last(reconcilerHeartbeat)).toEqual(last);
});

test("a feed that hangs holds up nothing else: what time moves goes on", async () => {
  const escalated = vi.fn((limit: number) => core.breakGlassReviews.toEscalate(limit));
  const hanging = Promise.withResolvers<readonly never[]>();
  const ticker = startTicker(
    {
      ...core,
      schedules: { ...core.schedules, all: () => hanging.promise },
      breakGlassReviews: { ...core.breakGlassReviews, toEscalate: escalated },
    },
    createBell(),
  );
  await vi.waitFor(() => expect(escalated).toHaveBeenCalled(), withPatience);
  hanging.resolve([]);
  await ticker.stop();
});

test("where only the schedule runs, it does what the ticker does: overdue reviews are told of, facts are followed", async () => {
  const escalated = vi.spyOn(context().core.breakGlassReviews, "toEscalate");
  const beaten = vi.spyOn(context().core.heartbeats, "beat");
  await context().pool.query(
    `update "Heartbeat" set "detail" = 'earlier facts' where "id" in ('grants-decided', 'grants-deciding')`,
  );
  const headers = { authorization: `Bearer ${env().CRON_SECRET}` };
  const answer = await POST(new Request("http://localhost:3000/api/cron/revoke-expired", { method: "POST", headers }));
  expect([answer.status, escalated.mock.calls.length]).toEqual([200, 1]);
  expect(beaten.mock.calls.map(([id]) => id)).toContain("grants-decided");
  for (const spy of [escalated, beaten]) spy.mockRestore();
});
