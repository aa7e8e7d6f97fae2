import type { PortalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { ask, type ShownRequest, succeed } from "./ask.ts";
import { signIn } from "./call.ts";

type Portal = Pick<PortalUnderTest, "url" | "password">;

/** Two hours of reading, asked for by the requester: the owner of the data decides. */
export const pendingRead = async (portal: Portal): Promise<ShownRequest> =>
  ask(portal, await signIn(portal, "requester"), "read", {
    durationSeconds: 7200,
    justification: "Customers report missing invoices",
  });

export const statusOf = async (portal: Portal, { id }: ShownRequest): Promise<string> =>
  (await succeed<ShownRequest>(portal, await signIn(portal, "requester"), "GET", `/api/v1/requests/${id}`)).status;
