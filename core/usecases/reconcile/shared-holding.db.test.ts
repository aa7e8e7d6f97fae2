import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { GrantId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { revealCredential } from "#core/usecases/reveal-credential.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const tomasReads = "tomas@example.test has read";
let company: Company;
let read: Awaited<ReturnType<typeof addDirectory>>["read"];

beforeAll(async () => {
  company = await createCompany(core);
  ({ read } = await addDirectory(core));
});

beforeEach(async () => {
  for (const grant of await core.grants.openOf(company.people.tomas.id)) await end(grant);
  await settleAll();
  expect(directory.accounts.size).toBe(0);
  directory.calls.length = 0;
});

const ask = async (seconds = 600, through: Core = core, name: Name = "tomas") =>
  submitRequest(through, await company.as(name), {
    ...{ durationSeconds: seconds, justification: "reading the directory", entitlementIds: [read] },
  });

const granted = async (seconds = 600): Promise<Grant> => {
  const asked = await ask(seconds);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  return grant!;
};

const end = async ({ id: grantId }: { id: GrantId }) => returnGrant(core, await company.as("tomas"), { grantId });

/** Time passes: what still might take effect cannot any more, and everything that waits is due. */
const settleAll = async () => {
  await sql(`UPDATE "Holding" SET "unsettledAt" = "unsettledAt" - interval '1 hour', "dueAt" = clock_timestamp() - interval '1 millisecond'
    WHERE "dueAt" IS NOT NULL`);
  await reconcileDue(core, ticker);
};

const expireTogether = (...grants: readonly Grant[]) =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = clock_timestamp() - interval '1 ms', "version" = "version" + 1
       WHERE id = ANY($1) RETURNING "holdingId")
     UPDATE "Holding" h SET "dueAt" = clock_timestamp() - interval '1 millisecond', "version" = h."version" + 1 FROM g WHERE h.id = g."holdingId"`,
    [grants.map(({ id }) => id)],
  );

const statusOf = async ({ id }: Grant) => (await core.grants.find(id))?.status;
const callsOf = (call: string) => directory.calls.filter(([name]) => name === call).length;

describe("grants of one account on one entitlement", () => {
  it("share one holding, present until the later deadline", async () => {
    const [first, second] = [await granted(600), await granted(1200)];
    expect(second.holdingId).toBe(first.holdingId);
    expect(directory.accounts.get(tomasReads)?.until).toEqual(second.expiresAt);
  });

  it("the end of the first of two changes nothing at the target (iam-identity-center-team #279)", async () => {
    const [first, second] = [await granted(600), await granted(1200)];
    await end(first);
    await reconcileDue(core, ticker);
    expect([await statusOf(first), await statusOf(second)]).toEqual(["ended", "active"]);
    expect(callsOf("remove")).toBe(0);
    expect(directory.accounts.has(tomasReads)).toBe(true);
  });

  it("two that end in the same instant leave nothing (iam-identity-center-team PR #541)", async () => {
    const [first, second] = [await granted(600), await granted(600)];
    await expireTogether(first, second);
    await Promise.all([reconcileDue(core, ticker), reconcileDue(other, ticker)]);
    expect([await statusOf(first), await statusOf(second)]).toEqual(["ended", "ended"]);
    expect(directory.accounts.has(tomasReads)).toBe(false);
    expect(callsOf("remove")).toBe(1);
  });

  it("two opened in the same moment find one holding", async () => {
    for (let round = 0; round < 10; round++) {
      const both = await Promise.all([ask(600, core), ask(600, other)]);
      expect(both.every(({ ok }) => ok)).toBe(true);
      await reconcileDue(core, ticker);
      const open = await core.grants.openOf(company.people.tomas.id);
      expect(new Set(open.map(({ holdingId }) => holdingId)).size).toBe(1);
      expect(open.map(({ status }) => status)).toEqual(["active", "active"]);
      for (const grant of open) await end(grant);
      await settleAll();
    }
  });

  it("one that is opened while the access is removed for the last of the others has it in the end", async () => {
    const first = await granted();
    await end(first);
    directory.onCall = async (call) => {
      if (call !== "remove") return;
      directory.onCall = null;
      expect((await ask(600, other)).ok).toBe(true);
    };
    await reconcileDue(core, ticker);
    expect(await statusOf(first)).toBe("ended");
    const [second] = await core.grants.openOf(company.people.tomas.id);
    expect(second?.status).toBe("active");
    expect(directory.accounts.has(tomasReads)).toBe(true);
  });

  it("give no secret, and none is recorded as given", async () => {
    const grant = await granted();
    const revealed = await revealCredential(core, await company.as("tomas"), { grantId: grant.id });
    expect(revealed).toEqual({ ok: false, error: "no_credential" });
    expect((await core.grants.find(grant.id))?.credentialRevealedAt).toBeNull();
  });

  it("all end when somebody removes the access at the target", async () => {
    const [first, second] = [await granted(600), await granted(1200)];
    directory.accounts.delete(tomasReads);
    await sql(
      `UPDATE "Holding" SET "until" = NULL, "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`,
      [first.holdingId],
    );
    await reconcileDue(core, ticker);
    for (const grant of [first, second])
      expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "removed-by-hand" });
    expect(directory.accounts.has(tomasReads)).toBe(false);
  });
});

describe("an account", () => {
  it("belongs to one person: who would come in through another's is refused", async () => {
    await granted();
    await sql(`UPDATE "Person" SET "onCall" = true, "attributes" = $2 WHERE id = $1`, [
      company.people.ines.id,
      { "account:directory": "tomas@example.test" },
    ]);
    await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE id = 'directory'`);
    expect(await ask(600, core, "ines")).toEqual({ ok: false, error: "account_taken" });
  });

  it("is recorded with the first access it is given, and by whom it is held", async () => {
    const { items } = await core.audit.page({ kind: "accountMapped" }, { limit: 9 });
    expect(items).toMatchObject([
      { personId: company.people.tomas.id, data: { account: "tomas@example.test", source: "directory" } },
    ]);
  });
});
