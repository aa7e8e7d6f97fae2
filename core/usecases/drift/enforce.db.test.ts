import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { askScan } from "#core/usecases/drift/ask-scan.ts";
import { readStanding } from "#core/usecases/drift/read-standing.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, target, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let mei: Confirmer;
let targetId: TargetId;

beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
  targetId = (await core.catalogue.targets())[0]!.id;
});
beforeEach(() => {
  target.strangers.clear();
  target.calls.length = 0;
});

/** As a reviewed change does it. */
const enforce = async (mode: "enforce" | "report") => {
  await sql(`UPDATE "Target" SET "driftMode" = $1`, [mode]);
  await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE "id" = 'catalogue'`);
};
const scan = async (by = core) => {
  await sql(`UPDATE "TargetScan" SET "dueAt" = clock_timestamp() - interval '1 millisecond'`);
  return scanTargets(by, ticker);
};
const standing = async (of = targetId) => {
  const read = await readStanding(core, await company.as("jonas"), { targetId: of });
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const approved = async (change: Parameters<typeof proposeChange>[2]["change"]) => {
  const proposed = await proposeChange(core, await company.as("priya"), { summary: "for a test", change });
  if (!proposed.ok) return proposed;
  return decideConfirmed(core, mei, { changeId: proposed.value.id, decision: "approve" });
};

it("leaves strangers in report mode, and in enforce mode takes their access and nothing else, found first and read back", async () => {
  target.strangers.add("stranger");
  await scan();
  expect(target.strangers.size).toBe(1);
  expect((await standing()).count).toBe(2);
  await enforce("enforce");
  await scan();
  expect([...target.strangers]).toEqual([]);
  expect(target.calls.every(([call]) => call === "expel")).toBe(true);
  expect((await standing()).count).toBe(0);
  const kinds = await sql(`SELECT "kind" FROM "AuditEvent" WHERE "kind" LIKE 'drift%' ORDER BY "id"`);
  expect(kinds.map(({ kind }) => kind)).toEqual(["driftFound", "driftFound", "driftRemoved", "driftRemoved"]);
});

it("says why it could not, keeps it in sight, and tries again", async () => {
  target.strangers.add("stubborn");
  target.failNext("expel", "error-before");
  target.failNext("expel", "error-after-effect");
  await scan();
  const { items, count } = await standing();
  expect(count).toBe(2);
  expect(new Set(items.map(({ error }) => error))).toEqual(
    new Set(["the target does not answer", "the connection was cut"]),
  );
  await scan();
  expect((await standing()).count).toBe(0);
});

it("spares what a reviewed change knows, shows it all the same, and no longer once that is taken back", async () => {
  target.strangers.add("backup");
  await enforce("report");
  await scan();
  const change = { kind: "known", targetId, account: "backup", reason: "the nightly backup", retire: false } as const;
  for (const { entitlementId } of (await standing()).items) {
    expect(await approved({ ...change, entitlementId })).toEqual({ ok: true, value: null });
  }
  await enforce("enforce");
  await scan();
  await watchOver(core, ticker);
  expect(target.strangers.has("backup")).toBe(true);
  const known = await standing();
  expect(known).toMatchObject({ count: 0, items: [{ known: "the nightly backup" }, { known: "the nightly backup" }] });
  expect(await core.alarms.open()).toEqual([]);
  for (const { entitlementId } of known.items) {
    expect(await approved({ ...change, entitlementId, retire: true })).toEqual({ ok: true, value: null });
    expect(await approved({ ...change, entitlementId, retire: true })).toMatchObject({ error: "already_retired" });
  }
  await scan();
  expect(target.strangers.has("backup")).toBe(false);
});

it("takes what bears our mark and names nothing known here, which report mode only shows", async () => {
  const lost = () =>
    target.accounts.set("lapse_lost", { holdingId: core.ids.newId("hld"), until: new Date(0), secret: null });
  lost();
  await enforce("report");
  await scan();
  expect(new Set((await standing()).items.map(({ account, mark }) => `${account} ${mark}`))).toEqual(
    new Set(["lapse_lost unknown"]),
  );
  await enforce("enforce");
  await scan();
  expect(target.accounts.size).toBe(0);
  expect(target.calls.map(([call]) => call)).toEqual(["remove", "observe"]);
  await scan();
  expect((await standing()).count).toBe(0);
});

it("concludes nothing from half a list, in enforce mode above all", async () => {
  target.strangers.add("stranger");
  const open: typeof core.targets.open = (at) => ({
    ...core.targets.open(at),

    async *holders() {
      yield await Promise.resolve({ account: "first of many", mark: null });
      throw new Error("half a list");
    },
  });
  await scan({ ...core, targets: { ...core.targets, open } });
  expect(await standing()).toMatchObject({ count: 0, scan: { error: "half a list" } });
  expect(target.calls).toEqual([]);
});

it("takes nothing any more once another worker compares the target", async () => {
  target.strangers.add("stranger");
  const open: typeof core.targets.open = (at) => ({
    ...core.targets.open(at),

    async *holders(of) {
      await sql(`UPDATE "TargetScan" SET "leaseUntil" = clock_timestamp() - interval '1 second'`);
      yield* other.targets.open(at).holders(of);
      await other.standing.claimScan(60_000);
    },
  });
  await scan({ ...core, targets: { ...core.targets, open } });
  expect(target.calls).toEqual([]);
  expect([...target.strangers]).toEqual(["stranger"]);
  await sql(`UPDATE "TargetScan" SET "leaseUntil" = NULL`);
});

it("takes a person's own membership through their holding, as a grant's end does", async () => {
  const { targetId: place, read } = await addDirectory(core, { driftMode: "enforce" });
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const { account } = (await core.accounts.at(place))[0]!;
  directory.accounts.set(`${account} has audit`, {
    holdingId: core.ids.newId("hld"),
    until: new Date(0),
    secret: null,
  });
  await scan();
  await reconcileDue(core, ticker);
  expect([...directory.accounts.keys()]).toEqual([`${account} has read`]);
  await scan();
  expect((await standing(place)).count).toBe(0);
});

/** What tomas, who is on call, got there by a grant that is over. */
const onceGranted = async (read: Awaited<ReturnType<typeof addDirectory>>["read"]) => {
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  await returnGrant(core, await company.as("tomas"), { grantId: grant!.id });
  await reconcileDue(core, ticker);
  expect(await core.grants.find(grant!.id)).toMatchObject({ status: "ended" });
};
const tomasReads = "tomas@example.test has read";
const standsThere = () => {
  directory.accounts.clear();
  directory.accounts.set(tomasReads, { holdingId: core.ids.newId("hld"), until: new Date(0), secret: null });
};

it("takes what a grant once left standing, when its target only reported that", async () => {
  const { targetId: place, read } = await addDirectory(core, { name: "reported", driftMode: "report" });
  standsThere();
  await onceGranted(read);
  expect(directory.accounts.has(tomasReads)).toBe(true);
  await enforce("enforce");
  await scan();
  await reconcileDue(core, ticker);
  expect(directory.accounts.has(tomasReads)).toBe(false);
  await scan();
  expect((await standing(place)).count).toBe(0);
});

it("spares what a reviewed change knows also where a grant once gave it, until that is taken back", async () => {
  // The others are the same map, and know the same login.
  await sql(`UPDATE "Target" SET "retiredAt" = clock_timestamp() WHERE "kind" = 'directory'`);
  const { targetId: place, read: entitlementId } = await addDirectory(core, { name: "known", driftMode: "enforce" });
  directory.accounts.clear();
  await onceGranted(entitlementId);
  standsThere();
  const known = { kind: "known", targetId: place, entitlementId, account: "tomas@example.test" } as const;
  expect(await approved({ ...known, reason: "the rota's own", retire: false })).toEqual({ ok: true, value: null });
  await scan();
  await reconcileDue(core, ticker);
  expect(directory.accounts.has(tomasReads)).toBe(true);
  expect(await approved({ ...known, reason: "no longer", retire: true })).toEqual({ ok: true, value: null });
  await scan();
  await reconcileDue(core, ticker);
  expect(directory.accounts.has(tomasReads)).toBe(false);
});

it("is compared at once when an administrator asks, who is recorded, and by nobody else's word", async () => {
  await scan();
  expect((await standing()).scan).toMatchObject({ isDue: false });
  expect(await askScan(core, await company.as("jonas"), { targetId })).toEqual({ ok: false, error: "not_allowed" });
  expect(await askScan(core, await company.as("priya"), { targetId })).toEqual({ ok: true, value: null });
  expect((await standing()).scan).toMatchObject({ isDue: true });
  expect(await scanTargets(core, ticker)).toEqual({ scanned: 1 });
  const { items } = await core.audit.page({ kind: "scanAsked" }, { limit: 10 });
  expect(items).toMatchObject([{ actorId: company.people.priya.id, targetId }]);
});
