import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let read: Awaited<ReturnType<typeof addDirectory>>["read"];

beforeAll(async () => {
  company = await createCompany(core);
  ({ read } = await addDirectory(core));
});

const active = async (entitlementId = read): Promise<Grant> => {
  const submitted = await submitRequest(core, await company.as("tomas"), {
    ...{ durationSeconds: 600, justification: "reading the directory", entitlementIds: [entitlementId] },
  });
  if (!submitted.ok) throw new Error(submitted.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([submitted.value.id]);
  return grant!;
};

/** The worker that had the holding died in the middle of a call, just now; then the grant expires. */
const diedInCall = (grant: Grant) =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = clock_timestamp(), "version" = "version" + 1 WHERE id = $1)
     UPDATE "Holding" SET "dueAt" = clock_timestamp(), "leaseUntil" = clock_timestamp(), "version" = "version" + 1
     WHERE id = $2`,
    [grant.id, grant.holdingId],
  );

const holdingOf = (grant: Grant) => core.holdings.find(grant.holdingId);

describe("where a dead worker's call may still take effect at the target", () => {
  it("the access is removed at once, but nothing is called ended before that call's time-out", async () => {
    const grant = await active();
    await diedInCall(grant);
    await reconcileDue(core, ticker);
    expect(directory.accounts.size).toBe(0);
    expect((await core.grants.find(grant.id))?.status).toBe("ending");
    const waiting = await holdingOf(grant);
    expect(waiting).toMatchObject({ state: "absent", leaseUntil: null });
    expect(waiting!.dueAt!.getTime() - waiting!.unsettledAt!.getTime()).toBe(directory.kind.callTimeoutMs);
  });

  it("what that call put back is removed, and the reading after the time-out ends the grant", async () => {
    const grant = await active();
    await diedInCall(grant);
    await reconcileDue(core, ticker);
    const until = new Date(Date.now() + 60_000);
    directory.accounts.set("tomas@example.test has read", { holdingId: grant.holdingId, until, secret: null });
    await sql(
      `UPDATE "Holding" SET "unsettledAt" = "unsettledAt" - interval '1 hour', "dueAt" = clock_timestamp() WHERE id = $1`,
      [grant.holdingId],
    );
    await reconcileDue(core, ticker);
    expect(directory.accounts.size).toBe(0);
    expect((await core.grants.find(grant.id))?.status).toBe("ended");
    expect((await holdingOf(grant))?.unsettledAt).toBeNull();
  });

  it("nothing new is applied before then: a late removal could take it away unseen", async () => {
    const grant = await active();
    await diedInCall(grant);
    await reconcileDue(core, ticker);
    directory.calls.length = 0;
    const next = await active();
    expect(next.holdingId).toBe(grant.holdingId);
    expect(directory.calls.map(([call]) => call)).not.toContain("apply");
    await sql(
      `UPDATE "Holding" SET "unsettledAt" = "unsettledAt" - interval '1 hour', "dueAt" = clock_timestamp() WHERE id = $1`,
      [grant.holdingId],
    );
    await reconcileDue(core, ticker);
    expect((await core.grants.find(next.id))?.status).toBe("active");
  });

  it("a target that ignores overtaken calls needs no such wait", async () => {
    const grant = await active(company.read);
    await diedInCall(grant);
    await reconcileDue(core, ticker);
    expect((await core.grants.find(grant.id))?.status).toBe("ended");
  });
});
