/** The reference endpoint as a process of its own: the bench tells it over IPC whom to let in. */
import { AccessStore } from "#connectors/http/reference/access-store.ts";
import { referenceEndpoint } from "#connectors/http/reference/reference-endpoint.ts";

export interface StubOrder {
  readonly offers?: readonly string[];
  readonly holders?: readonly { readonly account: string; readonly entitlement: string; readonly holdingId: string }[];
}

const [secret = "", portalId = ""] = process.argv.slice(2);
const now = (): Date => new Date();
const store = new AccessStore(now);
const later = new Date(Date.now() + 86_400_000);

process.on("message", ({ offers = [], holders = [] }: StubOrder) => {
  for (const name of offers) store.offers.set(name, { resource: name, action: "read", description: "" });
  for (const { account, entitlement, holdingId } of holders) {
    store.accounts.add(account);
    store.apply({ portalId, holdingId, account, entitlement, fence: 0 }, later);
  }
  process.send?.([...store.offers.keys()].reduce((sum, name) => sum + store.holders(name).length, 0));
});
process.once("disconnect", () => process.exit());
const server = referenceEndpoint(store, secret, now).listen(0, "127.0.0.1", () => process.send?.(server.address()));
