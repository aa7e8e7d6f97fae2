import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

it("a start whose fixed end comes before its activation limit is overdue from that end, though nobody works on it", async () => {
  await reconcileDue(core, ticker);
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  target.failNext("apply", "error-after-effect");
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  expect([grant?.status, target.accounts.size]).toEqual(["activating", 1]);
  await watchOver(core, ticker);
  expect(await core.alarms.open()).toEqual([]);
  await sql(
    `UPDATE "Grant" SET "removeBy" = clock_timestamp() - interval '31 seconds', "expiresAt" = clock_timestamp() - interval '31 seconds' WHERE id = $1`,
    [grant!.id],
  );
  await watchOver(core, ticker);
  expect(await core.alarms.open()).toMatchObject([{ kind: "access-overdue", targetId: grant!.targetId, count: 1 }]);
});
