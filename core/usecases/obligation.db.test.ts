import { afterEach, beforeAll, expect, it, vi } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { revokeGrant } from "#core/usecases/revoke-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "obligation" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});
afterEach(() => {
  target.onCall = null;
  vi.useRealTimers();
});

const granted = async (): Promise<Grant> => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  if (!grant) throw new Error("nothing was granted");
  return grant;
};

it("no target is asked to give anything that no committed row names with its deadline", async () => {
  const unnamed: string[] = [];
  let asked = 0;
  target.onCall = async (call, { holdingId }) => {
    if (call !== "apply") return;
    asked += 1;
    const rows = await sql(`SELECT FROM "Grant" WHERE "holdingId" = $1 AND "removeBy" IS NOT NULL`, [holdingId]);
    if (rows.length === 0) unnamed.push(holdingId);
  };
  await granted();
  expect(asked).toBeGreaterThan(0);
  expect(unnamed).toEqual([]);
});

it("a grant that is revoked is carried out at the target at once, not at its deadline", async () => {
  const grant = await granted();
  const revoked = await revokeGrant(core, await company.as("priya"), { grantId: grant.id, reason: "not needed" });
  expect(revoked.ok).toBe(true);
  await reconcileDue(core, ticker);
  expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "revoked" });
});

it("what this process takes for the time decides nothing", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * 3_600_000 });
  const grant = await granted();
  const [row] = await sql(
    `SELECT "expiresAt" - clock_timestamp() <= interval '600 s' AS soon FROM "Grant" WHERE "id" = $1`,
    [grant.id],
  );
  expect(row).toEqual({ soon: true });
});
