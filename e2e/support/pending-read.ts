import type { PortalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { ask, type ShownRequest, succeed } from "./ask.ts";
import { type Caller, signIn } from "./call.ts";

type Portal = Pick<PortalUnderTest, "url" | "password">;

/** Proving a password takes a portal longer than anything else here: once for each of them is enough. */
const requesters = new WeakMap<Portal, Promise<Caller>>();
const requesterOf = (portal: Portal): Promise<Caller> => {
  const known = requesters.get(portal) ?? signIn(portal, "requester");
  requesters.set(portal, known);
  return known;
};

/** Two hours of reading, asked for by the requester: the owner of the data decides. */
export const pendingRead = async (portal: Portal): Promise<ShownRequest> =>
  ask(portal, await requesterOf(portal), "read", {
    durationSeconds: 7200,
    justification: "Customers report missing invoices",
  });

export const statusOf = async (portal: Portal, { id }: ShownRequest): Promise<string> =>
  (await succeed<ShownRequest>(portal, await requesterOf(portal), "GET", `/api/v1/requests/${id}`)).status;
