import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startCluster, type Cluster } from "./postgres-cluster.ts";
import { freePort } from "./postgres/free-port.ts";
import { findPostmaster, stopPostmaster, type Postmaster } from "./postgres/postmaster.ts";
import { withClient } from "./postgres/with-client.ts";
import { identifyProcess } from "./process-identity.mjs";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "lapse-cluster-"));
  chmodSync(dir, 0o711);
});

afterEach(async () => {
  for (const name of readdirSync(dir)) {
    const left = findPostmaster(path.join(dir, name, "data"));
    if (left !== undefined) await stopPostmaster(left);
  }
  rmSync(dir, { recursive: true, force: true });
});

const start = (name = "one", port?: number) => startCluster({ dir: path.join(dir, name), port, unsafe: true });
const ask = async (cluster: Cluster, sql: string): Promise<unknown[]> =>
  withClient(cluster.adminUrl, async (admin) => (await admin.query<Record<string, unknown>>(sql)).rows);

const isUnfinished = (name: string) => name.startsWith("unfinished-");

/** Starts the cluster in a process of its own, which then waits to be killed. */
function spawnElsewhere(): { ready: Promise<unknown>; kill: () => Promise<void> } {
  const code = `
    const { startCluster } = await import(${JSON.stringify(path.join(import.meta.dirname, "postgres-cluster.ts"))});
    await startCluster({ dir: ${JSON.stringify(path.join(dir, "one"))}, unsafe: true });
    console.log("ready");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { ready: once(child.stdout, "data"), kill };
}

/** A server whose launcher was killed without a chance to stop it. */
async function leaveOrphan(): Promise<Postmaster> {
  const { ready, kill } = spawnElsewhere();
  await ready;
  await kill();
  return findPostmaster(path.join(dir, "one/data"))!;
}

test("a server whose launcher was killed with kill -9 is taken over, not started twice", async () => {
  const left = await leaveOrphan();
  const cluster = await start();
  expect(cluster.pid).toBe(left.process.pid);
  expect(await ask(cluster, "select 1 as answer")).toEqual([{ answer: 1 }]);
  await cluster.stop();
  expect(identifyProcess(cluster.pid)).toBeUndefined();
});

test("a server left behind on another port than the one named is restarted there", async () => {
  const before = await leaveOrphan();
  const port = await freePort();
  const cluster = await start("one", port);
  expect(cluster.port).toBe(port);
  expect(identifyProcess(before.process.pid)).toBeUndefined();
});

test("a server that was itself killed comes back with everything that was committed", async () => {
  const safely = () => startCluster({ dir: path.join(dir, "one") });
  const cluster = await safely();
  await ask(cluster, "create table kept (id int)");
  await ask(cluster, "insert into kept values (7)");
  process.kill(cluster.pid, "SIGKILL");
  const again = await safely();
  expect(again.pid).not.toBe(cluster.pid);
  expect(await ask(again, "select id from kept")).toEqual([{ id: 7 }]);
});

/** Connections that somebody has opened to this port, taken up or not, as Linux lists them. */
const openedTo = (port: number): number => {
  const [to, established] = [`:${port.toString(16).toUpperCase().padStart(4, "0")}`, "01"];
  const lines = readFileSync("/proc/net/tcp", "utf8").split("\n");
  return lines.map((line) => line.trim().split(/\s+/)).filter((it) => it[2]?.endsWith(to) && it[3] === established)
    .length;
};

test.runIf(existsSync("/proc/net/tcp"))("a server that is killed while it is being asked is started anew", async () => {
  const cluster = await start();
  const before = openedTo(cluster.port);
  process.kill(cluster.pid, "SIGSTOP");
  const starting = start();
  await vi.waitUntil(() => openedTo(cluster.port) > before, { timeout: 60_000, interval: 2 });
  process.kill(cluster.pid, "SIGKILL");
  const again = await starting;
  expect(again.pid).not.toBe(cluster.pid);
  expect(await ask(again, "select 1 as answer")).toEqual([{ answer: 1 }]);
});

test("a launcher killed during initdb leaves nothing that is taken for a data folder", async () => {
  const { kill } = spawnElsewhere();
  const begun = () => existsSync(path.join(dir, "one")) && readdirSync(path.join(dir, "one")).some(isUnfinished);
  await vi.waitUntil(begun, { timeout: 60_000, interval: 2 });
  await kill();
  expect(readdirSync(path.join(dir, "one"))).not.toContain("data");
  const cluster = await start();
  // The first initdb may still be at work in its own folder, which nobody ever starts.
  expect(await ask(cluster, "select 1 as answer")).toEqual([{ answer: 1 }]);
});

test("a number in postmaster.pid that now belongs to another program is neither believed nor signalled", async () => {
  const cluster = await start();
  await cluster.stop();
  const lines = [process.pid, path.join(dir, "one/data"), "1", String(cluster.port), "", "127.0.0.1", "", "ready"];
  writeFileSync(path.join(dir, "one/data/postmaster.pid"), `${lines.join("\n")}\n`);
  expect(findPostmaster(path.join(dir, "one/data"))).toBeUndefined();
  expect(await ask(await start(), "select 1 as answer")).toEqual([{ answer: 1 }]);
});

test("the data folder of another major version is refused and left alone", async () => {
  await (await start()).stop();
  const version = path.join(dir, "one/data/PG_VERSION");
  writeFileSync(version, "17\n");
  await expect(start()).rejects.toThrow(/written by PostgreSQL 17 and this is PostgreSQL 18/);
  expect(findPostmaster(path.join(dir, "one/data"))).toBeUndefined();
  expect(readFileSync(version, "utf8")).toBe("17\n");
});

test("two clusters run side by side on ports of their own, and keep them", async () => {
  const [one, two] = await Promise.all([start("one"), start("two")]);
  expect(one.port).not.toBe(two.port);
  await one.stop();
  expect(await ask(two, "select 1 as answer")).toEqual([{ answer: 1 }]);
  expect((await start("one")).port).toBe(one.port);
});

test("it listens on loopback alone, knows no Unix socket, and asks for a SCRAM password", async () => {
  const cluster = await start();
  const settings = await ask(
    cluster,
    `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
            (select rolpassword from pg_authid where rolname = 'postgres') like 'SCRAM-SHA-256$%' as scram`,
  );
  expect(settings).toEqual([{ addresses: "127.0.0.1", sockets: "", scram: true }]);
  const wrong = cluster.adminUrl.replace(/:[^:@]+@/, ":wrong@");
  await expect(withClient(wrong, (client) => client.query("select 1"))).rejects.toMatchObject({ code: "28P01" });
  expect(statSync(path.join(dir, "one/superuser-password")).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(dir, "one/data")).mode & 0o777).toBe(0o700);
});
