import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { insert, transition } from "#core/domain/transition.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { previewRequest } from "#core/usecases/preview-request.ts";
import { perTarget } from "#core/usecases/reconcile/concurrency.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

const wish = { durationSeconds: 600, justification: "reading the failed payments" };
const ask = async (name: "ines" | "tomas" = "tomas", entitlementId = company.read) =>
  submitRequest(core, await company.as(name), { ...wish, entitlementIds: [entitlementId] });
const preview = async () =>
  previewRequest(core, await company.as("tomas"), { ...wish, entitlementIds: [company.read] });

describe("while nobody proves that access ends", () => {
  it("nothing new is granted, by policy or by approvers", async () => {
    const pending = await ask("ines");
    if (!pending.ok) throw new Error(pending.error);
    await sql(`UPDATE "Heartbeat" SET "at" = clock_timestamp() - interval '61 seconds' WHERE id = $1`, [
      reconcilerHeartbeat,
    ]);
    expect(await ask()).toEqual({ ok: false, error: "revoker_silent" });
    const { id: requestId, digest } = pending.value;
    const vote = await voteOnRequest(core, await company.as("ana"), { requestId, digest, vote: "approve" });
    expect(vote).toEqual({ ok: false, error: "revoker_silent" });
    expect(await core.grants.ofRequests([requestId])).toEqual([]);
    await reconcileDue(core, ticker);
    expect(await ask()).toMatchObject({ ok: true, value: { status: "approved" } });
  });
});

describe("overdue access", () => {
  it("closes its target for new grants until it is gone", async () => {
    const asked = await ask();
    if (!asked.ok) throw new Error(asked.error);
    await reconcileDue(core, ticker);
    const [grant] = await core.grants.ofRequests([asked.value.id]);
    target.setDown(true);
    await returnGrant(core, await company.as("tomas"), { grantId: grant!.id });
    await reconcileDue(core, ticker);
    await sql(`UPDATE "Grant" SET "endingAt" = clock_timestamp() - interval '31 seconds' WHERE id = $1`, [grant!.id]);
    expect(await ask()).toEqual({ ok: false, error: "target_overdue" });
    expect(await preview()).toMatchObject({
      value: { decision: { outcome: "auto-approve" }, closed: "target_overdue" },
    });
    target.setDown(false);
    await sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`, [
      grant!.holdingId,
    ]);
    await reconcileDue(core, ticker);
    expect(await preview()).toMatchObject({ value: { closed: null } });
    expect(await ask()).toMatchObject({ ok: true, value: { status: "approved" } });
  });
});

describe("a return while the reconciler is at work", () => {
  it("is carried out by the same claim, not after its lease has run out", async () => {
    const asked = await ask();
    if (!asked.ok) throw new Error(asked.error);
    const [grant] = await core.grants.ofRequests([asked.value.id]);
    let returned = false;
    const commit: Core["store"]["commit"] = async (by, transitions) => {
      const isRelease = transitions.some(({ writes }) => writes.some(({ table }) => table === "Operation"));
      if (isRelease && !returned) {
        returned = true;
        await returnGrant(core, await company.as("tomas"), { grantId: grant!.id });
      }
      return core.store.commit(by, transitions);
    };
    await reconcileDue({ ...core, store: { commit } }, ticker);
    expect(returned).toBe(true);
    expect(await core.grants.find(grant!.id)).toMatchObject({ status: "ended", endReason: "returned" });
    expect((await core.holdings.find(grant!.holdingId))?.leaseUntil).toBeNull();
  });
});

describe("a target that hangs", () => {
  /** A second target, and a read on it. */
  const addTarget = async () => {
    const createdAt = await core.clock.now();
    const [targetId, resourceId, id] = [core.ids.newId("tgt"), core.ids.newId("res"), core.ids.newId("ent")];
    const common = { version: 1, description: "", createdAt, retiringAt: null, retiredAt: null };
    const place = { settings: {}, sealedSecret: core.targets.seal("fake"), driftMode: "report" as const };
    const entitlement = { resourceId, targetId, action: "read", mapping: {}, sensitive: false };
    await core.store.commit(ticker, [
      transition({
        writes: [
          insert("Target", { ...common, ...place, id: targetId, name: "slow", kind: "memory" }),
          insert("Resource", { ...common, id: resourceId, targetId, name: "slow-db", tags: {}, ownerGroupId: null }),
          insert("Entitlement", { ...common, ...entitlement, id, name: "read slow-db" }),
        ],
      }),
    ]);
    return { targetId, entitlementId: id };
  };

  it("does not hold up the others, however much of its own is due", async () => {
    const slow = await addTarget();
    await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE id = 'catalogue'`);
    for (let n = 0; n < perTarget + 4; n++) expect((await ask("tomas", slow.entitlementId)).ok).toBe(true);
    const hanging = new Set(
      (
        await core.holdings.ofIds(
          (await core.grants.openOf(company.people.tomas.id))
            .filter((grant) => grant.targetId === slow.targetId)
            .map(({ holdingId }) => holdingId),
        )
      ).map(({ account }) => account),
    );
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    target.onCall = async (_call, { account }) => {
      if (hanging.has(account)) await released;
    };
    const working = reconcileDue(core, ticker);
    const asked = await ask();
    if (!asked.ok) throw new Error(asked.error);
    await expect.poll(async () => (await core.grants.ofRequests([asked.value.id]))[0]?.status).toBe("active");
    const claimed = (
      await core.holdings.ofIds(
        [...(await core.grants.openOf(company.people.tomas.id))].map(({ holdingId }) => holdingId),
      )
    ).filter(({ account, leaseUntil }) => hanging.has(account) && leaseUntil);
    expect(claimed.length).toBeLessThanOrEqual(perTarget);
    target.onCall = null;
    release();
    await working;
    const statuses = (await core.grants.openOf(company.people.tomas.id)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(["active"]));
  });
});
