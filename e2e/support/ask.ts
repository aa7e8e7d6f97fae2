import type { PortalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { type Caller, call } from "./call.ts";

type Portal = Pick<PortalUnderTest, "url">;

export interface ShownGrant {
  readonly requestId: string;
  readonly entitlementId: string;
  readonly id: string;
  readonly status: string;
  readonly endReason: string | null;
  readonly account: string;
  readonly expiresAt: string | null;
  readonly endedAt: string | null;
}

export interface ShownRequest {
  readonly id: string;
  readonly status: string;
  readonly digest: string;
  readonly decision: { readonly outcome: string };
  readonly grants: readonly ShownGrant[];
}

export interface Credential {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly command: string;
}

export async function entitlementFor(portal: Portal, caller: Caller, action: "read" | "write"): Promise<string> {
  const answer = await call(portal, caller, "GET", "/api/v1/entitlements?q=orders");
  const { items } = answer.json<{ items: { id: string; action: string }[] }>();
  const found = items.find((item) => item.action === action);
  if (!found) throw new Error(`nothing to ask for is called ${action}: ${answer.text}`);
  return found.id;
}

/** Throws unless the portal took the call: for what only prepares a test. */
export async function succeed<T>(
  portal: Portal,
  caller: Caller,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await call(portal, caller, method, path, body === undefined ? {} : { body });
  if (answer.status >= 300) throw new Error(`${caller.name}: ${method} ${path} → ${answer.status} ${answer.text}`);
  return answer.json<T>();
}

export async function ask(
  portal: Portal,
  caller: Caller,
  action: "read" | "write",
  wish: { durationSeconds?: number; justification?: string; startsAt?: string; forPersonId?: string } = {},
): Promise<ShownRequest> {
  return succeed(portal, caller, "POST", "/api/v1/requests", {
    entitlementIds: [await entitlementFor(portal, caller, action)],
    durationSeconds: 1800,
    justification: "Prepared for a journey through the portal",
    ...wish,
  });
}

export const approve = (portal: Portal, voter: Caller, request: ShownRequest): Promise<ShownRequest> =>
  succeed(portal, voter, "POST", `/api/v1/requests/${request.id}/votes`, { vote: "approve", digest: request.digest });

/** Until the grant is in that state; the target's own work is waited for and nothing else. */
export async function grantIn(portal: Portal, caller: Caller, grantId: string, status: string): Promise<ShownGrant> {
  const giveUpAt = performance.now() + 90_000;
  for (;;) {
    const grant = await succeed<ShownGrant>(portal, caller, "GET", `/api/v1/grants/${grantId}`);
    if (grant.status === status) return grant;
    if (performance.now() > giveUpAt) throw new Error(`${grantId} is ${grant.status} and never ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** An active grant of somebody on call, who needs nobody's approval for a short read. */
export async function activeRead(
  portal: Portal,
  oncall: Caller,
  durationSeconds = 1800,
  justification?: string,
): Promise<ShownGrant> {
  const request = await ask(portal, oncall, "read", { durationSeconds, ...(justification ? { justification } : {}) });
  const [grant] = request.grants;
  if (!grant) throw new Error(`not granted at once: ${JSON.stringify(request.decision)}`);
  return grantIn(portal, oncall, grant.id, "active");
}

export const reveal = (portal: Portal, holder: Caller, grantId: string): Promise<Credential> =>
  succeed(portal, holder, "POST", `/api/v1/grants/${grantId}/credential`, {});
