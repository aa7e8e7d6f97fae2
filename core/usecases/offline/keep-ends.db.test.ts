import { beforeEach, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Core } from "#core/ports/core.ts";
import { createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { keepEnds } from "#core/usecases/offline/keep-ends.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core: sound, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "keep" };
const company = await createCompany(sound);
let away = false;
/** The same database, gone when a test says so. */
const core: Core = {
  ...sound,
  clock: { now: () => (away ? Promise.reject(new Error("the database is away")) : sound.clock.now()) },
};

beforeEach(async () => {
  away = false;
  target.onCall = null;
  target.setDown(false);
  await sql(
    `UPDATE "Grant" SET "expiresAt" = clock_timestamp() - interval '1 millisecond', "version" = "version" + 1 WHERE "status" = 'active'`,
  );
  await sql(
    `UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond', "attempts" = 0 WHERE "dueAt" IS NOT NULL`,
  );
  await reconcileDue(sound, ticker);
  expect(target.accounts.size).toBe(0);
});

const activeGrant = async (): Promise<Grant> => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const asked = await submitRequest(sound, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(sound, ticker);
  const [grant] = await sound.grants.ofRequests([asked.value.id]);
  if (grant?.status !== "active") throw new Error("not active");
  return grant;
};
const endIn = async ({ id }: Grant, ms: number): Promise<void> => {
  await sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = clock_timestamp() + $2 * interval '1 ms', "version" = "version" + 1
       WHERE "id" = $1 RETURNING "holdingId", "expiresAt")
     UPDATE "Holding" h SET "dueAt" = g."expiresAt", "version" = "version" + 1 FROM g WHERE h."id" = g."holdingId"`,
    [id, ms],
  );
};
const calls = () => target.calls.map(([call]) => call);

it("what is not due is left alone, and what ends beyond the horizon is not even known", async () => {
  const [soon, later] = [await activeGrant(), await activeGrant()];
  await endIn(later, 2 * 60 * 60_000);
  const keeper = keepEnds(core, ticker);
  expect(await keeper.look()).toEqual({ away: false, known: 1, removed: 0 });
  away = true;
  const before = calls().length;
  expect(await keeper.look()).toEqual({ away: true, known: 1, removed: 0 });
  await keeper.settled();
  expect(calls()).toHaveLength(before);
  expect(await sound.grants.find(soon.id)).toMatchObject({ status: "active" });
});

it("a target that fails is tried again, and nothing is ever applied without a database", async () => {
  const grant = await activeGrant();
  await endIn(grant, 1);
  const keeper = keepEnds(core, ticker);
  await keeper.look();
  away = true;
  const before = calls().length;
  target.failNext("remove", "error-before");
  do {
    await keeper.look();
    await keeper.settled();
  } while (target.accounts.size > 0);
  expect(new Set(calls().slice(before))).toEqual(new Set(["remove", "observe"]));
});

it("access whose deadline somebody else moved meanwhile is put back when the database is", async () => {
  const grant = await activeGrant();
  await endIn(grant, 1);
  const keeper = keepEnds(core, ticker);
  await keeper.look();
  // Another replica reaches the database and gives it more time.
  await endIn(grant, 600_000);
  away = true;
  await keeper.look();
  await keeper.settled();
  expect(target.accounts.size).toBe(0);
  away = false;
  expect(await keeper.look()).toMatchObject({ away: false, removed: 0 });
  await reconcileDue(sound, ticker);
  expect(await sound.grants.find(grant.id)).toMatchObject({ status: "active" });
  expect(target.accounts.size).toBe(1);
  expect(
    await sql(`SELECT FROM "AuditEvent" WHERE "grantId" = $1 AND "kind" = 'accessRemovedOffline'`, [grant.id]),
  ).toHaveLength(1);
});

it("a target that hangs holds up no other access there, and is not asked again meanwhile", async () => {
  const [hanging, other] = [await activeGrant(), await activeGrant()];
  for (const grant of [hanging, other]) await endIn(grant, 1);
  const keeper = keepEnds(core, ticker);
  await keeper.look();
  away = true;
  const held = Promise.withResolvers<undefined>();
  const stuck = (await sound.holdings.find(hanging.holdingId))?.account;
  let asked = 0;
  target.onCall = async (call, { account }) => {
    if (account !== stuck || call !== "remove") return;
    asked += 1;
    await held.promise;
  };
  do await keeper.look();
  while (target.accounts.size > 1);
  await keeper.look();
  expect([...target.accounts.keys()]).toEqual([stuck]);
  expect(asked).toBe(1);
  held.resolve(undefined);
  await keeper.settled();
  expect(target.accounts.size).toBe(0);
});
