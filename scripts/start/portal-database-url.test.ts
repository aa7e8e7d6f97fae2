import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PlainError } from "../plain-error.ts";
import { portalDatabaseUrl } from "./portal-database-url.ts";

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(path.join(os.tmpdir(), "lapse-data-"))));
afterEach(() => rmSync(dataDir, { recursive: true }));

const demo = (port: number) => {
  for (const part of ["portal-db", "secrets"]) mkdirSync(path.join(dataDir, part));
  writeFileSync(path.join(dataDir, "portal-db/port"), String(port));
  writeFileSync(path.join(dataDir, "secrets/database-app"), "not real");
};

test("a command on the console finds the database that its environment names, whatever demo is there", async () => {
  demo(1);
  const appUrl = "postgresql://lapse_app:x@db/lapse";
  expect(await portalDatabaseUrl({ dataDir, database: { appUrl, ownerUrl: undefined, eraseUrl: undefined } })).toBe(
    appUrl,
  );
});

test("without one it finds that of the running demo, with the portal's own role", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  demo(port);
  const url = await portalDatabaseUrl({ dataDir, database: undefined });
  await new Promise((resolve) => server.close(resolve));
  expect(url).toBe(`postgresql://lapse_app:not%20real@127.0.0.1:${port}/lapse`);
});

test("where there is no demo, it says so in a sentence", async () => {
  const failure = portalDatabaseUrl({ dataDir, database: undefined });
  await expect(failure).rejects.toThrow(PlainError);
  await expect(failure).rejects.toThrow(/There is no demo in .*: set DATABASE_URL/);
});
