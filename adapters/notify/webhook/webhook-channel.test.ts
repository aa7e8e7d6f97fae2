import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, expect, test } from "vitest";
import { createWebhookChannel } from "./webhook-channel.ts";
import { createAddressGuard, ForbiddenAddress } from "#adapters/network/address-guard.ts";
import { Undeliverable } from "#core/ports/channels.ts";
import { aMessage } from "#core/testing/message.ts";

const secret = `whsec_${Buffer.alloc(24, 5).toString("base64")}`;
const taken: { headers: IncomingHttpHeaders; body: string }[] = [];
let server: Server | undefined;
afterEach(async () => {
  taken.length = 0;
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

const endpoint = async (status = 204, headers = {}): Promise<number> => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      taken.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};
const channel = (port: number, allow: readonly string[] = ["127.0.0.0/8"], now = () => Promise.resolve(new Date())) =>
  createWebhookChannel({
    url: new URL(`http://localhost:${port}/hook`),
    secret,
    origin: "https://lapse.example.test",
    resolveAddress: createAddressGuard({ allow }),
    now,
  });
const outgoing = { id: "dlv_1", message: aMessage(), person: null, recipient: "endpoint" };
const headersOf = (headers: IncomingHttpHeaders) => headers as Record<string, string>;

test("a notice arrives signed, says who, what and when, and never why", async () => {
  await channel(await endpoint()).send(outgoing);
  const [first] = taken;
  if (!first) throw new Error("nothing arrived");
  const payload = new Webhook(secret).verify(first.body, headersOf(first.headers)) as { data: { url: string } };
  expect(payload).toMatchObject({
    type: "requestToDecide",
    data: { title: aMessage().title, requestId: "req_example" },
  });
  expect(payload.data.url).toBe("https://lapse.example.test/requests/req_example");
  expect(first.body).not.toMatch(/INC-4211|digest|dddd/);
  expect(first.headers["webhook-id"]).toBe("dlv_1");
});

test("a body that was changed, another secret, and a call from an hour ago do not verify", async () => {
  await channel(await endpoint()).send(outgoing);
  const [first] = taken;
  if (!first) throw new Error("nothing arrived");
  const other = `whsec_${Buffer.alloc(24, 6).toString("base64")}`;
  expect(() => new Webhook(secret).verify(`${first.body} `, headersOf(first.headers))).toThrow();
  expect(() => new Webhook(other).verify(first.body, headersOf(first.headers))).toThrow();
  taken.length = 0;
  await new Promise((resolve) => server?.close(resolve));
  await channel(await endpoint(), undefined, () => Promise.resolve(new Date(Date.now() - 3_600_000))).send(outgoing);
  const [old] = taken;
  expect(() => new Webhook(secret).verify(old?.body ?? "", headersOf(old?.headers ?? {}))).toThrow(/old/);
});

test.each([
  [410, true],
  [500, false],
  [404, false],
  [301, false],
])("an answer of %i is no delivery; only 410 is the last one", async (status, final) => {
  const port = await endpoint(status, { location: "http://127.0.0.1:1/" });
  const fault: unknown = await channel(port)
    .send(outgoing)
    .catch((error: unknown) => error);
  expect([fault instanceof Error, fault instanceof Undeliverable]).toEqual([true, final]);
  expect(taken).toHaveLength(1);
});

test("an address inside that nobody allowed is not connected to", async () => {
  const port = await endpoint();
  await expect(channel(port, []).send(outgoing)).rejects.toThrow(ForbiddenAddress);
  expect(taken).toEqual([]);
});
