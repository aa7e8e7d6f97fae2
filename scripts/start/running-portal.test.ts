import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { identifyProcess, isRunning } from "../process-identity.mjs";
import { claimDataFolder, readRunning } from "./running-portal.ts";

let dir: string;
let other: ChildProcess;
const quiet = () => undefined;

beforeEach(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), "lapse-running-"));
  mkdirSync(path.join(dir, "run"));
  other = spawn("sleep", ["60"]);
  await once(other, "spawn");
});
afterEach(() => {
  other.kill("SIGKILL");
  rmSync(dir, { recursive: true });
});

const record = (content: unknown) => writeFileSync(path.join(dir, "run/portal.json"), JSON.stringify(content));
const self = () => identifyProcess(process.pid)!;
const running = () => identifyProcess(other.pid!)!;

test("a portal that somebody still holds is left running, and a second one refused", async () => {
  record({ process: running(), launchers: [self()], port: 3000 });
  await expect(claimDataFolder(dir, 3001, quiet)).rejects.toThrow(/already runs on/);
  expect(isRunning(running())).toBe(true);
});

test("a portal whose launcher was killed is stopped before another takes its place", async () => {
  const abandoned = running();
  record({ process: abandoned, launchers: [{ pid: 99_999_999, startedAt: "1" }, self()], port: 3000 });
  const giveUp = await claimDataFolder(dir, 3001, quiet);
  expect(isRunning(abandoned)).toBe(false);
  expect(readRunning(dir)?.process).toEqual(self());
  giveUp();
  expect(existsSync(path.join(dir, "run/portal.json"))).toBe(false);
});

test("a record of a killed portal, whose number another program has now, harms neither", async () => {
  record({
    process: { ...running(), startedAt: "long ago" },
    launchers: [{ pid: 99_999_999, startedAt: "1" }, self()],
    port: 3000,
  });
  await claimDataFolder(dir, 3001, quiet);
  expect(isRunning(running())).toBe(true);
});
