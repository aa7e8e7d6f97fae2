import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock.mjs";
import { identifyProcess } from "./process-identity.mjs";

let dir: string;
let file: string;
const nobody = () => undefined;

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "lapse-lock-"));
  file = path.join(dir, "lock");
});
afterEach(() => rmSync(dir, { recursive: true }));

test("work under one lock never overlaps", async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await turn();
    inside--;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(file, nobody, work)));
  expect(most).toBe(1);
  expect(existsSync(file)).toBe(false);
});

test("a lock whose holder is gone, or whose number another process has now, does not hold", async () => {
  for (const left of [
    [{ pid: 99_999_999, startedAt: "1" }],
    [{ pid: process.pid, startedAt: "another time" }],
    "{broken",
  ]) {
    writeFileSync(file, typeof left === "string" ? left : JSON.stringify(left));
    expect(await withLock(file, nobody, () => Promise.resolve("done"))).toBe("done");
  }
});

test("a child that outlives its killed parent still holds the lock", async () => {
  const child = spawn("sleep", ["30"]);
  writeFileSync(file, JSON.stringify([{ pid: 99_999_999, startedAt: "1" }, identifyProcess(child.pid!)]));
  let waited = false;
  const work = withLock(
    file,
    () => {
      waited = true;
      child.kill();
    },
    () => Promise.resolve(),
  );
  await once(child, "exit");
  await work;
  expect(waited).toBe(true);
});
