import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { circuitOpensAt } from "#core/domain/holding/circuit.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, target, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

const ask = async (entitlementId: Company["read"]) => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [entitlementId] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  return asked.value.id;
};

const allDue = () =>
  sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "dueAt" IS NOT NULL`);
const probeNow = () => sql(`UPDATE "TargetHealth" SET "probeAt" = clock_timestamp() WHERE "probeAt" IS NOT NULL`);

it("a target that keeps failing is tried by one call at a time, by however many workers, until it answers; others are not held up", async () => {
  target.setDown(true);
  for (let n = 0; n < circuitOpensAt; n++) await ask(company.read);
  // What fails in the same moment is noted once.
  for (let n = 0; n < circuitOpensAt; n++) {
    await allDue();
    await reconcileDue(core, ticker);
  }
  await allDue();
  target.calls.length = 0;

  await Promise.all([reconcileDue(core, ticker), reconcileDue(other, ticker)]);
  expect(target.calls).toEqual([]);
  await probeNow();
  await Promise.all([reconcileDue(core, ticker), reconcileDue(other, ticker), reconcileDue(core, ticker)]);
  expect(target.calls).toHaveLength(1);

  const { read } = await addDirectory(core);
  const elsewhere = await ask(read);
  await reconcileDue(core, ticker);
  expect(directory.accounts.size).toBe(1);
  expect(await core.grants.ofRequests([elsewhere])).toMatchObject([{ status: "active" }]);

  target.setDown(false);
  await allDue();
  await probeNow();
  await reconcileDue(core, ticker);
  await allDue();
  await reconcileDue(core, ticker);
  expect(target.accounts.size).toBe(circuitOpensAt);
  const health = (await core.catalogue.health()).find(({ failedAt }) => failedAt !== null);
  expect(health).toBeUndefined();
});
