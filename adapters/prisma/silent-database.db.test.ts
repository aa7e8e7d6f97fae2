import net from "node:net";
import { afterAll, expect, test } from "vitest";
import { connectDatabase } from "./client.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const { hostname, port } = new URL(database.appUrl);

/** Passes everything on, until somebody asks what it swallows: from then on that connection is silent, and stays open. */
const proxy = net.createServer((client) => {
  const server = net.connect(Number(port), hostname);
  for (const socket of [client, server]) socket.on("error", () => undefined);
  server.pipe(client);
  client.on("data", (sent) => {
    if (sent.includes("black hole")) server.unpipe(client).destroy();
    else server.write(sent);
  });
});
await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
const behind = new URL(database.appUrl);
behind.hostname = "127.0.0.1";
behind.port = String((proxy.address() as net.AddressInfo).port);
const { pool, close } = connectDatabase(behind.href, { silentAfterMs: 50 });
afterAll(async () => {
  await close();
  proxy.close();
});

test("a database that goes silent is not waited for: the query fails, and its connection is used no more", async () => {
  await expect(pool.query("select 'black hole'")).rejects.toThrow(/timeout/);
  expect(pool.totalCount).toBe(0);
});
