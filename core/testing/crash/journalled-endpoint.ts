import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { AccessOnWire } from "#connectors/http/contract.ts";
import { AccessStore } from "#connectors/http/reference/access-store.ts";
import { referenceEndpoint } from "#connectors/http/reference/reference-endpoint.ts";

const secret = `whsec_${Buffer.from("fake-signing-secret-of-32-bytes!").toString("base64")}`;
const offered = "orders/read";

/** A target has a clock of its own. */
const now = (): Date => new Date(performance.timeOrigin + performance.now());

interface Entry {
  readonly holdingId: string;
  readonly at: Date;
}

/** Remembers every access that was ever given, and when. */
class JournalledStore extends AccessStore {
  readonly given: Entry[] = [];
  override apply(access: AccessOnWire, until: Date): void {
    super.apply(access, until);
    this.given.push({ holdingId: access.holdingId, at: now() });
  }
}

export interface JournalledEndpoint {
  readonly url: string;
  /** Every access that it was asked to give, in order. */
  readonly given: readonly Entry[];
  /** Who stands there now. */
  holders(): readonly string[];
  /** Somebody logs in there, or tries to. */
  logIn(account: string, outcome: "let-in" | "refused"): void;
  stop(): Promise<void>;
}

/** The reference endpoint with a journal, for these accounts. */
export const openJournalledEndpoint = async (accounts: readonly string[]): Promise<JournalledEndpoint> => {
  const store = new JournalledStore(now);
  store.offers.set(offered, { resource: "orders", action: "read", description: "" });
  for (const account of accounts) store.accounts.add(account);
  const server = referenceEndpoint(store, secret, now).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/lapse`,
    given: store.given,
    holders: () => store.holders(offered).map(({ account }) => account),
    logIn: (account, outcome) => store.signIns.push({ account, at: now(), address: "10.0.0.9", outcome }),
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

export const endpointSecret = secret;
export const endpointMapping = { entitlement: offered };
