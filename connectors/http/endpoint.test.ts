import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { listed } from "#connectors/conformance/listed.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access, Connector } from "#core/ports/connector.ts";
import { http } from "./http.ts";
import { isSigned } from "./reference/is-signed.ts";
import { signMessage } from "./sign-message.ts";
import { HttpTarget, secret } from "./testing/http-target.ts";

const access: Access = {
  portalId: "prt_first",
  holdingId: "hld_1" as HoldingId,
  account: "ada@example.test",
  entitlement: { resource: "orders", action: "read", mapping: { entitlement: "orders/read" } },
  fence: 1,
};

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

type Handle = (body: string, request: IncomingMessage, response: ServerResponse) => unknown;

/** An endpoint that answers as a test wants, by an honest clock. */
async function against(handle: Handle): Promise<Connector> {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const found = body === '{"operation":"clock"}' ? { now: new Date() } : handle(body, request, response);
      response.end(typeof found === "string" ? found : JSON.stringify(found));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return http.connect({
    settings: { url: `http://127.0.0.1:${port}/`, allowHttp: true, requestTimeoutMs: 1_000 },
    secret,
    resolveAddress: (host) => Promise.resolve(host),
    portalNow: () => Promise.resolve(new Date()),
  });
}

describe("signatures", () => {
  it("an independent reader of Standard Webhooks accepts every request, and no changed one", async () => {
    const seen: string[] = [];
    const connector = await against((body, { headers }) => {
      const webhook = new Webhook(secret);
      const given = headers as Record<string, string>;
      expect(webhook.verify(body, given)).toEqual(JSON.parse(body));
      expect(() => webhook.verify(body.replace("ada", "eve"), given)).toThrow();
      expect(() => new Webhook(Buffer.alloc(32).toString("base64")).verify(body, given)).toThrow();
      seen.push(String(headers["webhook-id"]));
      return { quarantined: [] };
    });
    await connector.remove(access);
    await connector.remove(access);
    expect(new Set(seen).size).toBe(2);
  });

  it("the reference endpoint accepts what an independent signer signed, and nothing else", () => {
    const now = new Date();
    const sign = (at: Date): Record<string, string> => ({
      "webhook-id": "msg_1",
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": `v1,other ${new Webhook(secret).sign("msg_1", at, "body")}`,
    });
    expect(isSigned(secret, sign(now), "body", now)).toBe(true);
    expect(isSigned(secret, sign(now), "b0dy", now)).toBe(false);
    expect(isSigned(secret, { ...sign(now), "webhook-id": "msg_2" }, "body", now)).toBe(false);
    expect(isSigned(secret, {}, "body", now)).toBe(false);
    for (const off of [-301_000, 301_000])
      expect(isSigned(secret, sign(new Date(now.getTime() + off)), "body", now)).toBe(false);
  });

  it("the reference endpoint does nothing for who cannot sign", async () => {
    const target = await HttpTarget.start(() => new Date());
    await target.prepareAccount(access.account);
    const until = new Date(Date.UTC(2100, 0)).toISOString();
    const wire = { ...access, entitlement: "orders/read" };
    const body = JSON.stringify({ operation: "apply", access: wire, until });
    const other = `whsec_${Buffer.alloc(32).toString("base64")}`;
    const post = (by: string): Promise<Response> =>
      fetch(String(target.settings["url"]), {
        method: "POST",
        body,
        headers: signMessage(by, "msg_1", new Date(), body),
      });
    expect((await post(other)).status).toBe(401);
    expect(target.store.has(access.account, "orders/read")).toBe(false);
    expect((await post(secret)).status).toBe(200);
    expect(target.store.has(access.account, "orders/read")).toBe(true);
    await target.stop();
  });

  it.each(["", "fake", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!!"])("the secret %j is refused", (weak) => {
    expect(() => signMessage(weak, "msg_1", new Date(), "body")).toThrow("whsec_");
  });
});

describe("answers", () => {
  it.each([
    ["nothing", ""],
    ["no JSON", "<html>"],
    ["another form", { state: "gone" }],
    [
      "an instant without a zone",
      { state: "present", until: "2026-01-01T00:00:00.000", liveSessions: [], now: new Date() },
    ],
    ["too much", "x".repeat(4_100_000)],
  ])("%s means that nothing is known", async (_, answer) => {
    const connector = await against(() => answer);
    await expect(connector.observe(access)).rejects.toThrow();
  });

  it.each([301, 404, 429, 500])("%d is not followed and not taken for an answer", async (status) => {
    const connector = await against((_body, _request, response) => {
      response.writeHead(status, { location: "http://127.0.0.1:1/", "retry-after": "7" });
      return { state: "absent", until: null, liveSessions: [], now: new Date(), error: "not_now" };
    });
    await expect(connector.observe(access)).rejects.toThrow(new RegExp(`${status} not_now; .* 7`));
  });

  it("half a list is no list, and a list in a circle ends", async () => {
    let calls = 0;
    const half = await against((_body, _request, response) => {
      if (++calls > 1) response.writeHead(500);
      return { holders: [{ account: "ada", mark: null }], cursor: "next" };
    });
    await expect(listed(half.holders(access.entitlement))).rejects.toThrow("500");
    server?.close();
    const circle = await against(() => ({ holders: [{ account: "ada", mark: null }], cursor: "same" }));
    await expect(listed(circle.holders(access.entitlement))).rejects.toThrow("for ever");
  });
});

describe("settings", () => {
  it.each([
    { url: "http://hooks.example.test/" },
    { url: "ftp://hooks.example.test/" },
    { url: "https://user:fake@hooks.example.test/" },
    { url: "https://hooks.example.test/#there" },
    { url: "hooks.example.test" },
    { requestTimeoutMs: 60_000 },
  ])("%j is refused", (change) => {
    expect(http.checkSettings({ url: "https://hooks.example.test/lapse" }).ok).toBe(true);
    expect(http.checkSettings({ url: "https://hooks.example.test/lapse", ...change }).ok).toBe(false);
  });
});
