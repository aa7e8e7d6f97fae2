import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { standingBefore } from "#core/usecases/approver-context/standing-before.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const tomasReads = "tomas@example.test has read";
const anHour = 3_600_000;
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

/** Somebody at the target gave tomas the access long ago. */
const stands = async () => {
  const until = new Date((await core.clock.now()).getTime() + anHour);
  directory.accounts.set(tomasReads, { holdingId: "hld_nobody" as HoldingId, until, secret: null });
};

const asked = async (driftMode: Target["driftMode"]) => {
  directory.accounts.clear();
  directory.calls.length = 0;
  const { read } = await addDirectory(core, { name: `${driftMode} ${Math.random()}`, driftMode });
  const submitted = await submitRequest(core, await company.as("tomas"), {
    ...{ durationSeconds: 600, justification: "reading the directory", entitlementIds: [read] },
  });
  if (!submitted.ok) throw new Error(submitted.error);
  const [grant] = await core.grants.ofRequests([submitted.value.id]);
  return grant!;
};

const ended = async (grant: Grant) => {
  await returnGrant(core, await company.as("tomas"), { grantId: grant.id });
  await reconcileDue(core, ticker);
  return core.grants.find(grant.id);
};

const eventsOf = async (grant: Grant) =>
  (await sql(`SELECT kind FROM "AuditEvent" WHERE "grantId" = $1 ORDER BY id`, [grant.id])).map(({ kind }) => kind);
const calls = () => directory.calls.map(([call]) => call);

describe("access that was there before the grant", () => {
  it("is looked for, and what was found is committed, before anything is applied", async () => {
    const grant = await asked("enforce");
    await stands();
    const known: unknown[] = [];
    directory.onCall = async (call) => {
      if (call === "apply") known.push((await core.holdings.find(grant.holdingId))?.standing);
    };
    await reconcileDue(core, ticker);
    directory.onCall = null;
    expect(known).not.toHaveLength(0);
    expect(known.every((standing) => standing === true)).toBe(true);
    expect(await eventsOf(grant)).toEqual(["grantActivating", "standingAccessFound", "grantActivated"]);
  });

  it("is left in report mode, never touched, and flagged as standing without a grant", async () => {
    const grant = await asked("report");
    await stands();
    await reconcileDue(core, ticker);
    expect((await core.grants.find(grant.id))?.status).toBe("active");
    expect(await ended(grant)).toMatchObject({ status: "ended", endReason: "returned" });
    expect(calls()).not.toContain("apply");
    expect(calls()).not.toContain("remove");
    expect(directory.accounts.has(tomasReads)).toBe(true);
    expect(await core.holdings.find(grant.holdingId)).toMatchObject({ state: "present", standing: true, dueAt: null });
    expect(await eventsOf(grant)).toContain("standingAccessLeft");
  });

  it("is removed at the end in enforce mode", async () => {
    const grant = await asked("enforce");
    await stands();
    await reconcileDue(core, ticker);
    expect(await ended(grant)).toMatchObject({ status: "ended" });
    expect(directory.accounts.has(tomasReads)).toBe(false);
    expect(await core.holdings.find(grant.holdingId)).toMatchObject({ state: "absent", standing: false });
  });

  it("is not what a crash left of ours: that is removed in report mode too", async () => {
    const grant = await asked("report");
    directory.failNext("apply", "error-after-effect");
    await reconcileDue(core, ticker);
    expect(directory.accounts.has(tomasReads)).toBe(true);
    expect((await core.holdings.find(grant.holdingId))?.standing).toBe(false);
    await returnGrant(core, await company.as("tomas"), { grantId: grant.id });
    await reconcileDue(core, ticker);
    expect(directory.accounts.has(tomasReads)).toBe(false);
    await sql(
      `UPDATE "Holding" SET "unsettledAt" = NULL, "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`,
      [grant.holdingId],
    );
    await reconcileDue(core, ticker);
    expect((await core.grants.find(grant.id))?.status).toBe("ended");
  });

  it("is left also when the grant ends before anything was given", async () => {
    const grant = await asked("report");
    await stands();
    expect(await ended(grant)).toMatchObject({ status: "ended" });
    expect(calls()).not.toContain("remove");
    expect(directory.accounts.has(tomasReads)).toBe(true);
  });

  it("is looked for again by the next grant, when the last had left nothing", async () => {
    const grant = await asked("report");
    await reconcileDue(core, ticker);
    await ended(grant);
    await stands();
    const again = await submitRequest(core, await company.as("tomas"), {
      ...{ durationSeconds: 600, justification: "once more", entitlementIds: [grant.entitlementId] },
    });
    if (!again.ok) throw new Error(again.error);
    await reconcileDue(core, ticker);
    expect((await core.holdings.find(grant.holdingId))?.standing).toBe(true);
  });
});

describe("what an approver is shown", () => {
  it("is that the holder has it already, and what becomes of that", async () => {
    directory.accounts.clear();
    const { read } = await addDirectory(core, { name: "shown", driftMode: "report" });
    const submitted = await submitRequest(core, await company.as("ines"), {
      ...{ durationSeconds: 600, justification: "reading the directory", entitlementIds: [read] },
    });
    if (!submitted.ok) throw new Error(submitted.error);
    const holder = company.people.ines;
    expect(await standingBefore(core, holder, [read])).toEqual([]);
    const until = new Date((await core.clock.now()).getTime() + anHour);
    directory.accounts.set("ines@example.test has read", { holdingId: "hld_nobody" as HoldingId, until, secret: null });
    expect(await standingBefore(core, holder, [read])).toMatchObject([{ state: "there", isTakenAway: false }]);
    directory.setDown(true);
    expect(await standingBefore(core, holder, [read])).toMatchObject([{ state: "unknown" }]);
    directory.setDown(false);
  });
});
