import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Core } from "#core/ports/core.ts";
import type { Company } from "#core/testing/company.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };

/** Ten minutes of reading, given at once to tomas, who is on call, and read back from the target. */
export const activeGrant = async (core: Core, company: Company): Promise<Grant> => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  if (grant?.status !== "active") throw new Error(`the grant is ${grant?.status}`);
  return grant;
};
