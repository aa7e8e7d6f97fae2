import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDataFolder } from "./data-folder.ts";
import { secretFile } from "./secret-file.ts";

let dir: string;
beforeEach(() => (dir = mkdtempSync(path.join(os.tmpdir(), "lapse-data-"))));
afterEach(() => rmSync(dir, { recursive: true }));

test("nobody else can list the folder or read what is secret in it", () => {
  openDataFolder(dir, "demo");
  const secret = secretFile(dir, "key", () => "made once");
  expect(statSync(dir).mode & 0o066).toBe(0);
  expect(statSync(path.join(dir, "secrets")).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(dir, "secrets/key")).mode & 0o777).toBe(0o600);
  expect(secretFile(dir, "key", () => "made twice")).toBe(secret);
});

test("a demo's folder never serves a real portal, nor the other way round", () => {
  openDataFolder(dir, "demo");
  openDataFolder(dir, "demo");
  expect(() => openDataFolder(dir, "portal")).toThrow(/belongs to a demo/);
  const other = path.join(dir, "other");
  openDataFolder(other, "portal");
  expect(() => openDataFolder(other, "demo")).toThrow(/belongs to a real portal/);
});

test("a folder that holds something else is refused, and its modes stay", () => {
  writeFileSync(path.join(dir, "letters.txt"), "mine");
  const before = statSync(dir).mode;
  expect(() => openDataFolder(dir, "demo")).toThrow(/holds other things/);
  expect(statSync(dir).mode).toBe(before);
});
