import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runExport } from "#cli/export/run-export.ts";
import { sampleKey } from "#cli/testing/sample-key.ts";
import { sampleEntries, sampleExport } from "#cli/testing/sample-log.ts";
import { openFolder } from "#cli/verify/export-files.ts";
import { verifyExport } from "#cli/verify/verify-export.ts";

const key = sampleKey("log.example/lapse", 0x41);
const token = "lapse_not-a-real-token";
const room = mkdtempSync(join(tmpdir(), "lapse-audit-export-"));

let files = sampleExport(sampleEntries(700), key);
let asked: string[] = [];
let elsewhere: string | undefined;
const portal = createServer((request, response) => {
  const path = (request.url ?? "").replace("/api/log/", "");
  asked.push(path);
  if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
  if (elsewhere !== undefined) return void response.writeHead(302, { location: elsewhere }).end();
  const bytes = files.get(path);
  response.writeHead(bytes ? 200 : 404).end(bytes);
});
await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
afterAll(() => {
  portal.close();
  rmSync(room, { recursive: true });
});

const folder = join(room, "export");
const run = (environment: Record<string, string> = { LAPSE_TOKEN: token }, words = [folder, "--url", url]) => {
  asked = [];
  return runExport(words, environment, () => undefined);
};
const verified = () => verifyExport(openFolder(folder), { key, witnesses: [], kept: [] }).found.count;

test("what was exported is verified, and a later run fetches only what is new", async () => {
  expect(await run()).toBe(0);
  expect(verified()).toBe(0);
  files = sampleExport(sampleEntries(1_000), key);
  expect(await run()).toBe(0);
  expect(verified()).toBe(0);
  expect(asked.toSorted()).toEqual([
    ...["checkpoint", "tile/0/002", "tile/0/003.p/232", "tile/1/000.p/3"],
    ...["tile/entries/002", "tile/entries/003.p/232"],
  ]);
});

test("an export that broke off has no checkpoint, so that nobody takes it for whole, and goes on the next time", async () => {
  const whole = files;
  files = new Map([...whole].filter(([path]) => path !== "tile/1/000.p/3"));
  await expect(run()).rejects.toThrow("the portal answered 404");
  expect(openFolder(folder).read("checkpoint", 1_000)).toBe("missing");
  files = whole;
  expect(await run()).toBe(0);
  expect(verified()).toBe(0);
});

test("the token goes to the address that was given and nowhere else, and without it nothing is asked", async () => {
  elsewhere = `${url}/api/log/elsewhere`;
  await expect(run()).rejects.toThrow("the portal answered 302");
  expect(asked).toEqual(["checkpoint"]);
  elsewhere = undefined;
  await expect(run({})).rejects.toThrow("LAPSE_TOKEN");
  expect(asked).toEqual([]);
  await expect(run({ LAPSE_TOKEN: "wrong" })).rejects.toThrow("the portal answered 401");
});

test.each([[[folder]], [["--url", url]], [[folder, "more", "--url", url]], [[folder, "--url", "no address"]]])(
  "%j is no command",
  async (words) => {
    await expect(run({ LAPSE_TOKEN: token }, words)).rejects.toThrow(/^(Give|Usage)/);
  },
);
