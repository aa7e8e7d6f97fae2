import { fork, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { clusterHome } from "../postgres/cluster-folder.ts";
import { findPostmaster, stopPostmaster } from "../postgres/postmaster.ts";
import { root } from "../start/settings.ts";

export interface LaunchedPortal {
  /** What the console would have shown. */
  output(): string;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
  /** `kill -9`: what it had started stays behind. */
  kill(): Promise<void>;
}

type Environment = Readonly<Record<string, string>> & { readonly LAPSE_DATA: string };

/** Nothing that the developer's own shell says about a portal reaches one under test. */
const unset = { LAPSE_PUBLIC_URL: "", DATABASE_URL: "", LAPSE_MIGRATE_URL: "", LAPSE_ERASE_URL: "" };

/** Starts a portal exactly as `npm start` does, and returns when it is ready. Rejects with what it said when it is not. */
export async function launchPortal(environment: Environment): Promise<LaunchedPortal> {
  const logFile = `${environment.LAPSE_DATA}.log`;
  const log = openSync(logFile, "w", 0o600);
  // Forked, so that there is a channel: a portal whose test run was killed stops itself.
  const portal = fork(path.join(root, "scripts/start.ts"), {
    env: { ...process.env, NODE_ENV: "production", ...unset, ...environment },
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  const output = () => readFileSync(logFile, "utf8");
  await ready(portal, output);
  const end = async (signal: NodeJS.Signals) => {
    if (portal.exitCode !== null || portal.signalCode !== null) return;
    const ended = new Promise((resolve) => portal.once("exit", resolve));
    portal.kill(signal);
    await ended;
  };
  return { output, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

async function ready(portal: ChildProcess, output: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    portal.once("message", () => resolve());
    portal.once("exit", () => reject(new Error(`The portal did not start:\n${output()}`)));
  });
}

/** Removes everything that a portal under test has left, its servers too where it was killed. */
export async function removePortalData(dataDir: string): Promise<void> {
  const gone = { recursive: true, force: true };
  for (const name of ["portal-db", "orders-db"]) {
    const home = clusterHome(path.join(dataDir, name));
    const left = findPostmaster(path.join(home, "data"));
    if (left !== undefined) await stopPostmaster(left);
    rmSync(home, gone);
  }
  rmSync(dataDir, gone);
  rmSync(`${dataDir}.log`, { force: true });
}
