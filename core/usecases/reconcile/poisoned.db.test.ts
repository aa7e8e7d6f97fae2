import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { circuitOpensAt } from "#core/domain/holding/circuit.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

const ask = async () => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  return asked.value.id;
};
const grantOf = async (id: Awaited<ReturnType<typeof ask>>) => (await core.grants.ofRequests([id]))[0]!;

it("holdings that fail again and again do not put the end of another off behind all of them", async () => {
  const healthy = await ask();
  await reconcileDue(core, ticker);
  const good = await grantOf(healthy);
  const goodAccount = [...target.accounts.keys()][0]!;
  target.onCall = (_call, { account }) =>
    account === goodAccount ? Promise.resolve() : Promise.reject(new Error("no such account here"));
  for (let n = 0; n < 3 * circuitOpensAt; n++) await ask();
  const poisonedDue = () =>
    sql(
      `UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '10 seconds' WHERE "dueAt" IS NOT NULL AND "id" <> $1`,
      [good.holdingId],
    );
  for (let n = 0; n < circuitOpensAt; n++) {
    await poisonedDue();
    await reconcileDue(core, ticker);
  }
  const [health] = await core.catalogue.health();
  expect(health!.failures).toBeGreaterThanOrEqual(circuitOpensAt);
  await poisonedDue();
  await returnGrant(core, await company.as("tomas"), { grantId: good.id });
  let probes = 0;
  for (; (await grantOf(healthy)).status !== "ended" && probes < 40; probes++) {
    await sql(`UPDATE "TargetHealth" SET "probeAt" = clock_timestamp() WHERE "probeAt" IS NOT NULL`);
    await reconcileDue(core, ticker);
  }
  expect({ probes }).toEqual({ probes: 1 });
});
