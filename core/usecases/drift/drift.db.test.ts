import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { readStanding } from "#core/usecases/drift/read-standing.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});
beforeEach(async () => {
  await sql(`UPDATE "TargetScan" SET "dueAt" = clock_timestamp() - interval '1 millisecond'`);
});

const activeGrant = async () => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  if (grant?.status !== "active") throw new Error("not active");
  return grant;
};
const standing = async () => {
  const [{ id: targetId } = { id: "" as never }] = await core.catalogue.targets();
  const read = await readStanding(core, await company.as("jonas"), { targetId });
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

it("finds nothing where every access has its grant, and each target is one worker's", async () => {
  const grant = await activeGrant();
  const scans = await Promise.all([scanTargets(core, ticker), scanTargets(other, ticker), scanTargets(core, ticker)]);
  expect(scans.reduce((sum, { scanned }) => sum + scanned, 0)).toBe(1);
  expect(await standing()).toMatchObject({ count: 0, scan: { error: null } });
  expect(await core.grants.find(grant.id)).toMatchObject({ status: "active" });
});

it("ends the grant whose access was removed by hand, and does not put it back", async () => {
  const grant = await activeGrant();
  target.accounts.clear();
  await scanTargets(core, ticker);
  await reconcileDue(core, ticker);
  expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "removed-by-hand" });
  expect(target.accounts.size).toBe(0);
});

it("concludes nothing from a list that breaks off", async () => {
  const grant = await activeGrant();
  const kept = new Map(target.accounts);
  target.accounts.clear();
  const open: typeof core.targets.open = (at) => ({
    ...core.targets.open(at),

    async *holders() {
      await Promise.resolve();
      throw new Error("half a list");
    },
  });
  await scanTargets({ ...core, targets: { ...core.targets, open } }, ticker);
  expect(await standing()).toMatchObject({ count: 0, scan: { error: "half a list" } });
  expect(await core.grants.find(grant.id)).toMatchObject({ status: "active" });
  for (const [account, held] of kept) target.accounts.set(account, held);
});

it("shows and alarms what bears our mark without a grant, removes it, and clears both when it is gone", async () => {
  const grant = await activeGrant();
  const left = new Map(target.accounts);
  await sql(`UPDATE "Grant" SET "expiresAt" = clock_timestamp() - interval '1 millisecond' WHERE "status" = 'active'`);
  await sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "dueAt" IS NOT NULL`);
  await reconcileDue(core, ticker);
  expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended" });
  for (const [account, held] of left) target.accounts.set(account, held);

  await scanTargets(core, ticker);
  await watchOver(core, ticker);
  expect((await standing()).items).toMatchObject([{ mark: "going" }, { mark: "going" }]);
  expect((await core.alarms.open()).map(({ kind }) => kind)).toEqual(["standing-access"]);
  await reconcileDue(core, ticker);
  expect(target.accounts.size).toBe(0);

  await sql(`UPDATE "TargetScan" SET "dueAt" = clock_timestamp() - interval '1 millisecond'`);
  await scanTargets(core, ticker);
  await watchOver(core, ticker);
  expect(await standing()).toMatchObject({ count: 0 });
  expect(await core.alarms.open()).toEqual([]);
  const kinds = await sql(`SELECT "kind" FROM "AuditEvent" WHERE "kind" LIKE 'drift%' ORDER BY "id"`);
  expect(kinds.map(({ kind }) => kind)).toEqual(["driftFound", "driftFound", "driftGone", "driftGone"]);
});

it("sends for what bears our mark under another name by now, as whose it is: its connector finds it", async () => {
  const grant = await activeGrant();
  const [[account, held] = ["", null]] = target.accounts;
  target.accounts.clear();
  await sql(`UPDATE "Grant" SET "expiresAt" = clock_timestamp() - interval '1 millisecond' WHERE "status" = 'active'`);
  await sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "dueAt" IS NOT NULL`);
  await reconcileDue(core, ticker);
  expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended" });
  for (const name of ["renamed", "and_again"]) target.accounts.set(name, held!);
  target.calls.length = 0;
  await scanTargets(core, ticker);
  await reconcileDue(core, ticker);
  expect(target.calls.filter(([call]) => call === "remove")).toEqual([["remove", account]]);
  target.accounts.clear();
});

it("shows what bears this portal's mark and names nothing known here as such, and does not touch it", async () => {
  target.accounts.set("lapse_lost", { holdingId: core.ids.newId("hld"), until: new Date(0), secret: null });
  await scanTargets(core, ticker);
  await reconcileDue(core, ticker);
  const { items } = await standing();
  expect(new Set(items.map(({ account, mark }) => `${account} ${mark}`))).toEqual(new Set(["lapse_lost unknown"]));
  expect([...target.accounts.keys()]).toEqual(["lapse_lost"]);
  target.accounts.clear();
});
