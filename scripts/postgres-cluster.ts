import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { PlainError } from "./plain-error.ts";
import { clusterFolder, type ClusterFolder } from "./postgres/cluster-folder.ts";
import { databaseUser, runAs } from "./postgres/database-user.ts";
import { freePort, isFreePort } from "./postgres/free-port.ts";
import { initialiseCluster } from "./postgres/initialise-cluster.ts";
import { disownReusedNumber, findPostmaster, stopPostmaster, type Postmaster } from "./postgres/postmaster.ts";
import { serverBinaries, type ServerBinaries } from "./postgres/server-binaries.ts";
import { withClient } from "./postgres/with-client.ts";

export interface ClusterOptions {
  /** The cluster's own folder; made when absent. */
  dir: string;
  /** A fixed port; else the one remembered in the folder, or a free one. */
  port?: number | undefined;
  /** For tests only: a power cut may lose everything. */
  unsafe?: boolean;
  /** Settings of the server besides ours. */
  settings?: Readonly<Record<string, string>>;
  /** Another server than the one that came with npm, for tests against an older major. */
  binaries?: ServerBinaries | undefined;
  /** What the person at the console should know. */
  log?: (line: string) => void;
}

export interface Cluster {
  port: number;
  /** Superuser, database `postgres`. */
  adminUrl: string;
  dataDir: string;
  pid: number;
  /** A fast shutdown; returns when the server's process is gone. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server of our own on 127.0.0.1, ready for connections: no Unix socket, passwords by SCRAM, a random
 * superuser password in a 0600 file. Attaches to a server that a killed launcher left behind on the same folder.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const log = options.log ?? (() => undefined);
  const user = databaseUser();
  const binaries = options.binaries ?? serverBinaries(user, log);
  const folder = clusterFolder(options.dir, user, log);
  await initialiseCluster(folder, { binaries, user, unsafe: options.unsafe === true });

  // More than one round only when another process takes our port or starts this very server in the same moment, when a
  // server is killed just before it is asked, or when children of a killed one still use its memory: they notice within a
  // second that it is gone.
  for (let round = 1; round <= 10; round++) {
    if (round > 1) await sleep(250);
    const left = findPostmaster(folder.dataDir);
    const server =
      left === undefined
        ? await launch(binaries.postgres, await choosePort(options.port, folder), folder, options)
        : await readyToServe(folder.dataDir, left);
    if (server === undefined) continue;
    if (options.port !== undefined && server.port !== options.port) {
      await stopPostmaster(server);
      continue;
    }
    const cluster = await clusterOf(server, folder);
    if (cluster !== undefined) return cluster;
  }
  throw new PlainError(`PostgreSQL does not start; its own words are at the end of ${folder.logFile}`);
}

async function launch(
  program: string,
  port: number,
  { dataDir, logFile }: ClusterFolder,
  { unsafe, settings: more }: ClusterOptions,
): Promise<Postmaster | undefined> {
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    // A failed statement may carry a password's verifier, and the log is a plain file.
    log_min_error_statement: "panic",
    ...more,
    ...(unsafe ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  disownReusedNumber(dataDir);
  const log = openLog(logFile);
  const child = spawn(program, ["-D", dataDir, ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`])], {
    // A process group of its own: Ctrl-C in the terminal must reach the portal first, which then stops its server.
    detached: true,
    stdio: ["ignore", log, log],
    ...runAs(databaseUser()),
  });
  closeSync(log);
  child.unref();
  const failed = new AbortController();
  child.once("error", () => failed.abort());
  child.once("exit", () => failed.abort());
  return readyToServe(dataDir, undefined, failed.signal);
}

/** Waits until the server on this folder accepts connections; undefined when the one we knew or launched has gone. */
async function readyToServe(
  dataDir: string,
  known: Postmaster | undefined,
  failed?: AbortSignal,
): Promise<Postmaster | undefined> {
  const giveUpAt = performance.now() + 60_000;
  while (performance.now() < giveUpAt && failed?.aborted !== true) {
    const found = findPostmaster(dataDir);
    if (found?.status === "ready") return found;
    if (found === undefined && known !== undefined) return undefined;
    await sleep(20);
  }
  return undefined;
}

async function choosePort(fixed: number | undefined, { portFile }: ClusterFolder): Promise<number> {
  if (fixed !== undefined) {
    if (await isFreePort(fixed)) return fixed;
    throw new PlainError(`Port ${fixed}, which was named for PostgreSQL, is taken by another program.`);
  }
  const remembered = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : Number.NaN;
  return Number.isInteger(remembered) && (await isFreePort(remembered)) ? remembered : freePort();
}

/** The server once it has answered; undefined when nobody did. Throws what it answers instead. */
async function clusterOf(
  server: Postmaster,
  { dataDir, portFile, superuserPassword }: ClusterFolder,
): Promise<Cluster | undefined> {
  const adminUrl = `postgresql://postgres:${superuserPassword}@127.0.0.1:${server.port}/postgres`;
  try {
    await withClient(adminUrl, (client) => client.query("select 1"));
  } catch (error) {
    if (error instanceof pg.DatabaseError) throw error;
    return undefined;
  }
  writeFileSync(portFile, String(server.port), { mode: 0o600 });
  return { port: server.port, adminUrl, dataDir, pid: server.process.pid, stop: () => stopPostmaster(server) };
}

function openLog(logFile: string): number {
  if (existsSync(logFile) && statSync(logFile).size > 10_000_000) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, "a", 0o600);
}
