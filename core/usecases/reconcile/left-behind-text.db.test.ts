import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, target } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

const activeGrant = async () => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  return (await core.grants.ofRequests([asked.value.id]))[0]!;
};
const end = async (grantId: Awaited<ReturnType<typeof activeGrant>>["id"]) =>
  returnGrant(core, await company.as("tomas"), { grantId });

it("what an account left behind is kept, whatever text it has", async () => {
  const grant = await activeGrant();
  let isFirst = true;
  const open: typeof core.targets.open = (at) => {
    const connector = core.targets.open(at);
    return {
      ...connector,
      remove: async (access) => {
        await connector.remove(access);
        const quarantined = isFirst ? [`${"x".repeat(9)}😀`.slice(0, 10), "with \0 in it"] : [];
        isFirst = false;
        return { quarantined };
      },
    };
  };
  await end(grant.id);
  await reconcileDue({ ...core, targets: { ...core.targets, open } }, ticker);
  expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended" });
  expect((await core.holdings.find(grant.holdingId))?.quarantined).toHaveLength(2);
});

it("a failure whose words are cut within a sign is recorded like any other, and put off", async () => {
  const grant = await activeGrant();
  target.onCall = () => Promise.reject(new Error(`${"x".repeat(499)}😀 and \0`));
  await end(grant.id);
  await reconcileDue(core, ticker);
  target.onCall = null;
  expect(await core.holdings.find(grant.holdingId)).toMatchObject({ attempts: 1, leaseUntil: null });
});
