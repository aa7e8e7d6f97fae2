import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type {
  ConformanceTarget,
  ConnectOptions,
  Hands,
  LiveAccess,
} from "#connectors/conformance/conformance-target.ts";
import type { Connector, MappedEntitlement } from "#core/ports/connector.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { http } from "../http.ts";
import { AccessStore } from "../reference/access-store.ts";
import { referenceEndpoint } from "../reference/reference-endpoint.ts";
import { httpMapping } from "../settings.ts";

export const secret = `whsec_${Buffer.from("fake-signing-secret-of-32-bytes!").toString("base64")}`;

const oddNames = [`o"dd'; --`, "Größe 名前 🗝", String.raw`100%s \u0000 \\`, " spaces ", "__proto__", "</script>"];

function entitlement(name: string, action = "read"): MappedEntitlement {
  return { resource: "orders", action, mapping: { entitlement: name } };
}

/** The reference endpoint on a port of its own. Its store outlives it, as a database would. */
export class HttpTarget implements ConformanceTarget {
  readonly kind = http;
  readonly reading = entitlement("orders/read");
  readonly writing = entitlement("orders/write", "write");
  readonly odd = oddNames.map((name) => entitlement(name));
  readonly missing = entitlement("no/such");
  readonly store: AccessStore;
  readonly now: () => Date;
  readonly settings: Record<string, unknown>;
  readonly hands: Hands;
  readonly #port: number;
  #server: Server;

  private constructor(port: number, now: () => Date) {
    this.now = now;
    this.#port = port;
    this.store = new AccessStore(now);
    for (const { resource, action, mapping } of [this.reading, this.writing, ...this.odd])
      this.store.offers.set(nameOf(mapping), { resource, action, description: "" });
    this.#server = referenceEndpoint(this.store, secret, now);
    this.settings = { url: `http://127.0.0.1:${port}/lapse`, allowHttp: true, requestTimeoutMs: 1_000 };
    this.hands = handsOn(this.store);
  }

  static async start(now: () => Date): Promise<HttpTarget> {
    const target = new HttpTarget(await freePort(), now);
    await target.#listen();
    return target;
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  get address(): { host: string; port: number } {
    return { host: "127.0.0.1", port: this.#port };
  }

  connect({ address = this.address, portalNow }: ConnectOptions = {}): Connector {
    return http.connect({
      settings: { ...this.settings, url: `http://${address.host}:${address.port}/lapse` },
      secret,
      resolveAddress: (host) => Promise.resolve(host),
      portalNow: portalNow ?? (() => Promise.resolve(this.now())),
    });
  }

  prepareAccount(account: string): Promise<void> {
    this.store.accounts.add(account);
    return Promise.resolve();
  }

  logIn(account: string, _password: string | null, { mapping, action }: MappedEntitlement): Promise<LiveAccess> {
    const { store } = this;
    const name = nameOf(mapping);
    const isLetIn = store.has(account, name);
    const outcome = isLetIn ? "let-in" : "refused";
    store.signIns.push({ account, at: this.now(), address: "127.0.0.1", outcome });
    if (!isLetIn) return Promise.reject(new Error("not let in"));
    const id = randomUUID();
    store.sessions.set(id, { id, account, entitlement: name, since: this.now(), address: "127.0.0.1" });
    const isAlive = (): Promise<boolean> => Promise.resolve(store.sessions.has(id));
    const may = (): Promise<boolean> => Promise.resolve(store.sessions.has(id) && store.has(account, name));
    return Promise.resolve({
      isAlive,
      canRead: may,
      canWrite: async () => (await may()) && action === "write",
      close: () => {
        store.sessions.delete(id);
        return Promise.resolve();
      },
    });
  }

  readonly isEffect = (bytes: Buffer): boolean =>
    bytes.includes('"operation":"apply"') || bytes.includes('"operation":"remove"');

  readonly tooMuch = (): Buffer =>
    Buffer.from("HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n");

  async crash(): Promise<void> {
    await this.stop();
    this.#server = referenceEndpoint(this.store, secret, this.now);
    await this.#listen();
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

function nameOf(mapping: MappedEntitlement["mapping"]): string {
  return httpMapping.parse(mapping).entitlement;
}

function handsOn(store: AccessStore): Hands {
  const none = (): Promise<never> => Promise.reject(new Error("accounts here are the person's own"));
  return {
    takeAway: (account, { mapping }) => {
      store.take(account, nameOf(mapping));
      return Promise.resolve();
    },
    destroy: (account) => {
      for (const name of store.offers.keys()) store.take(account, name);
      return Promise.resolve();
    },
    widen: none,
    makeForeign: none,
    giveStanding: (accounts, { mapping }) => {
      for (const account of accounts) {
        store.accounts.add(account);
        store.give(account, nameOf(mapping));
      }
      return Promise.resolve();
    },
    rename: (account, to) => {
      store.rename(account, to);
      return Promise.resolve();
    },
    delete: (account) => {
      store.delete(account);
      return Promise.resolve();
    },
    exists: (account) => Promise.resolve(store.accounts.has(account)),
  };
}
