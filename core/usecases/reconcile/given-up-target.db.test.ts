import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { giveUpTarget } from "#core/testing/give-up-target.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const tomasReads = "tomas@example.test has read";
const halfAnHour = 1_800_000;
let company: Company;
let added = 0;

beforeAll(async () => {
  company = await createCompany(core);
});
beforeEach(() => {
  directory.setDown(false);
  directory.accounts.clear();
});

/** Tomas has access at a target that went away, and two administrators have accepted that nobody knows what is left there. */
const givenUp = async (driftMode: Target["driftMode"] = "report", before: () => void = () => undefined) => {
  const { targetId, read } = await addDirectory(core, { name: `given up ${++added}`, driftMode });
  before();
  const asked = await submitRequest(core, await company.as("tomas"), {
    ...{ durationSeconds: 600, justification: "reading the directory", entitlementIds: [read] },
  });
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  directory.setDown(true);
  await giveUpTarget(core, ticker, targetId, looked);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  return grant!;
};

/** The reconciler's next look, with every call before it long over. */
const looked = async (): Promise<void> => {
  await sql(`UPDATE "Holding" SET "unsettledAt" = NULL,
    "dueAt" = least("dueAt", date_trunc('milliseconds', clock_timestamp())) WHERE "dueAt" IS NOT NULL`);
  await reconcileDue(core, ticker);
};

const since = async ({ id, targetId }: Grant) =>
  (
    await sql(
      `SELECT "kind", "data" FROM "AuditEvent" WHERE ("grantId" = $1 OR ("targetId" = $2 AND "kind" LIKE 'drift%'))
         AND "id" > (SELECT "id" FROM "AuditEvent" WHERE "grantId" = $1 AND "kind" = 'grantEnded') ORDER BY "id"`,
      [id, targetId],
    )
  ).map(({ kind }) => kind as string);

describe("a target that two administrators gave up", () => {
  it("is looked at now and then, and nothing is said as long as it does not answer", async () => {
    const grant = await givenUp();
    await looked();
    const holding = await core.holdings.find(grant.holdingId);
    expect(holding!.dueAt!.getTime() - holding!.unsettledAt!.getTime()).toBeGreaterThanOrEqual(halfAnHour);
    expect(await core.grants.find(grant.id)).toMatchObject({ endReason: "unverified", provedAt: null });
    expect(await since(grant)).toEqual([]);
    // What a process keeps in mind of the ends to come has a limit; these are none.
    expect(await core.holdings.dueWithin(24 * 3_600_000, 1_000)).not.toContainEqual(holding);
  });

  it("proves the end when it answers after all and shows nothing, once and for ever", async () => {
    const grant = await givenUp();
    directory.accounts.clear();
    directory.setDown(false);
    await looked();
    const proved = await core.grants.find(grant.id);
    expect(proved).toMatchObject({ status: "ended", endReason: "unverified", endedAt: grant.endedAt });
    expect(proved!.provedAt!.getTime()).toBeGreaterThan(grant.endedAt!.getTime());
    expect(await core.holdings.find(grant.holdingId)).toMatchObject({ state: "absent", dueAt: null });
    await looked();
    expect(await since(grant)).toEqual(["endProved"]);
  });

  it("is an alarm when it answers after all and still shows the access, until that is removed", async () => {
    const grant = await givenUp();
    directory.setDown(false);
    directory.failNext("remove", "error-before");
    await looked();
    expect(await since(grant)).toEqual(["driftFound", "endDisproved"]);
    await watchOver(core, ticker);
    const alarms = async () => (await core.alarms.open()).filter(({ targetId }) => targetId === grant.targetId);
    expect(await alarms()).toMatchObject([{ kind: "standing-access", count: 1 }]);
    expect(await core.grants.find(grant.id)).toMatchObject({ provedAt: null });
    // By now it is known to stand: that is tried again like every removal, and not once an hour.
    const { dueAt, unsettledAt } = (await core.holdings.find(grant.holdingId))!;
    expect(dueAt!.getTime() - unsettledAt!.getTime()).toBeLessThan(halfAnHour);

    await looked();
    expect(directory.accounts.size).toBe(0);
    expect(await since(grant)).toEqual(["driftFound", "endDisproved", "endProved", "driftGone"]);
    await watchOver(core, ticker);
    expect(await alarms()).toEqual([]);
  });

  it("keeps what stood there before the grant, and says so", async () => {
    const until = new Date((await core.clock.now()).getTime() + 3_600_000);
    const grant = await givenUp("report", () =>
      directory.accounts.set(tomasReads, { holdingId: "hld_nobody" as HoldingId, until, secret: null }),
    );
    directory.setDown(false);
    await looked();
    expect(directory.accounts.has(tomasReads)).toBe(true);
    expect(await since(grant)).toEqual(["endProved", "standingAccessLeft"]);
  });

  it("proves nothing before a call that was under way when it was given up can no longer take effect", async () => {
    const grant = await givenUp();
    directory.accounts.clear();
    directory.setDown(false);
    await sql(
      `UPDATE "Holding" SET "unsettledAt" = clock_timestamp() + interval '1 hour',
         "dueAt" = clock_timestamp() - interval '1 second' WHERE "id" = $1`,
      [grant.holdingId],
    );
    await reconcileDue(core, ticker);
    const { dueAt, unsettledAt } = (await core.holdings.find(grant.holdingId))!;
    expect(dueAt!.getTime()).toBeGreaterThanOrEqual(unsettledAt!.getTime());
    expect(await since(grant)).toEqual([]);
    await looked();
    expect(await since(grant)).toEqual(["endProved"]);
  });
});
