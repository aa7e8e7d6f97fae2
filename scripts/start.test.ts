import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commandLine } from "./process-identity.mjs";
import { freePort } from "./postgres/free-port.ts";
import { startCluster } from "./postgres-cluster.ts";
import { withClient } from "./postgres/with-client.ts";
import { findPostmaster, stopPostmaster } from "./postgres/postmaster.ts";
import { readRunning } from "./start/running-portal.ts";
import { root } from "./start/settings.ts";

interface Start {
  child: ChildProcess;
  output: () => string;
  /** Resolves when the console says that it is ready; rejects when the process ends before. */
  ready: Promise<void>;
}

let dir: string;
let port: number;
const started: ChildProcess[] = [];
const clusters = ["portal-db", "orders-db"].map((name) => path.join(name, "data"));
const postmasters = () => clusters.map((cluster) => findPostmaster(path.join(dir, cluster)));

beforeEach(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), "lapse-start-"));
  chmodSync(dir, 0o711);
  port = await freePort();
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  const portal = readRunning(dir);
  if (portal !== undefined) process.kill(portal.process.pid, "SIGKILL");
  for (const left of postmasters()) if (left !== undefined) await stopPostmaster(left);
  rmSync(dir, { recursive: true, force: true });
});

function start(environment: Record<string, string> = {}): Start {
  const blank = {
    DATABASE_URL: "",
    LAPSE_MIGRATE_URL: "",
    LAPSE_ERASE_URL: "",
    LAPSE_PUBLIC_URL: "",
    LAPSE_DEMO_PASSWORD: "",
  };
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: { ...process.env, ...blank, NODE_ENV: "production", PORT: String(port), LAPSE_DATA: dir, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on("data", () => {
      if (output.includes("Ready in")) resolve();
    });
    child.once("exit", () => reject(new Error(`it ended:\n${output}`)));
  });
  ready.catch(() => undefined);
  return { child, output: () => output, ready };
}

const isAlive = async () => (await fetch(`http://127.0.0.1:${port}/api/health/live`)).ok;

/** What the portal's log calls a warning or worse, from the moment in which it was told to stop. */
const faultsAtEnd = (output: string) => {
  const lines = output.split("\n");
  const told = lines.findIndex((line) => line.endsWith("stopping"));
  expect(told).toBeGreaterThan(0);
  return lines.slice(told).filter((line) => /"level":[4-6]0/.test(line));
};

/** Whether a replica would have to wait until it may extend the log. */
async function isLogHeld(): Promise<boolean> {
  const cluster = await startCluster({ dir: path.join(dir, "portal-db") });
  try {
    const database = new URL("/lapse", cluster.adminUrl).href;
    const held = `select from "LogState" where "leaseUntil" > clock_timestamp()`;
    return await withClient(database, async (client) => (await client.query(held)).rowCount !== 0);
  } finally {
    await cluster.stop();
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  // Closed is later than ended: all that it said has been read. Of one that is killed, what it started still holds the line.
  const ended = once(child, signal === "SIGKILL" ? "exit" : "close") as Promise<[number | null]>;
  child.kill(signal);
  return (await ended)[0];
}

test(
  "a second start on the same data is refused and leaves the first alone; Ctrl-C ends that and then both servers, without a fault and with everything given back; the next start tells the same password",
  { timeout: 900_000 },
  async () => {
    const first = start();
    await first.ready;
    const second = start({ PORT: String(await freePort()) });
    await once(second.child, "close");
    expect(second.output()).toContain("already runs on");
    expect(second.child.exitCode).toBe(1);
    expect(await isAlive()).toBe(true);

    expect(await end(first.child, "SIGINT")).toBe(0);
    expect(postmasters()).toEqual([undefined, undefined]);
    await expect(isAlive()).rejects.toThrow();
    expect(faultsAtEnd(first.output())).toEqual([]);
    expect(await isLogHeld()).toBe(false);

    const next = start();
    await next.ready;
    const password = /Password of all: (\S+)/;
    expect(password.exec(next.output())?.[1]).toBe(password.exec(first.output())?.[1]);
    expect(readFileSync(path.join(dir, "secrets/demo-password"), "utf8")).toBe(password.exec(next.output())?.[1]);
    expect(await end(next.child, "SIGTERM")).toBe(0);
    expect(faultsAtEnd(next.output())).toEqual([]);
  },
);

test("killed with kill -9 at many moments, it starts again on the same data", { timeout: 900_000 }, async () => {
  // From the first step to after it is ready: in initdb, while migrating, while seeding, while serving.
  for (const afterMs of [150, 400, 700, 1_100, 1_600, 2_500]) {
    const { child } = start();
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await end(child, "SIGKILL");
  }
  const last = start();
  await last.ready;
  expect(await isAlive()).toBe(true);
  const servers = postmasters();
  expect(await end(last.child, "SIGTERM")).toBe(0);
  for (const server of servers) expect(commandLine(server!.process.pid)).toEqual([]);
});

test("a demo refuses a public address in one sentence and starts nothing", async () => {
  const { child, output } = start({ LAPSE_PUBLIC_URL: "https://lapse.example.test" });
  await once(child, "close");
  expect(child.exitCode).toBe(1);
  expect(output().trim().split("\n")).toHaveLength(1);
  expect(postmasters()).toEqual([undefined, undefined]);
});
