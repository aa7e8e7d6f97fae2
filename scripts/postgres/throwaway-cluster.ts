import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { startCluster, type Cluster } from "../postgres-cluster.ts";
import { identifyProcess, isRunning } from "../process-identity.mjs";
import { clusterHome } from "./cluster-folder.ts";
import type { ServerBinaries } from "./server-binaries.ts";
import { findPostmaster, stopPostmaster } from "./postmaster.ts";

const prefix = "lapse-throwaway-";
/** Test files that run beside each other share it, and some of them play dozens of processes. */
const settings = { max_connections: "300" };
const owner = z.object({ pid: z.number(), startedAt: z.string() });

/**
 * A fast server in a temporary folder, which `stop()` removes with everything in it. Also removes those of earlier
 * runs that were killed before they could.
 */
export async function throwawayCluster(binaries?: ServerBinaries): Promise<Cluster> {
  await sweepAbandoned();
  const dir = mkdtempSync(path.join(os.tmpdir(), prefix));
  // mkdtemp makes 0700, and as root the server runs as another user.
  chmodSync(dir, 0o711);
  writeFileSync(path.join(dir, "owner.json"), JSON.stringify(identifyProcess(process.pid)), { mode: 0o600 });
  const cluster = await startCluster({ dir: path.join(dir, "cluster"), unsafe: true, binaries, settings });
  const stop = async () => {
    await cluster.stop();
    remove(dir);
  };
  return { ...cluster, stop };
}

async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(os.tmpdir())) {
    const dir = path.join(os.tmpdir(), name);
    if (!name.startsWith(prefix) || !isAbandoned(dir)) continue;
    const left = findPostmaster(path.join(clusterHome(path.join(dir, "cluster")), "data"));
    if (left !== undefined) await stopPostmaster(left);
    remove(dir);
  }
}

/** False in doubt: a folder without a readable owner is another run's that has only begun, or another person's. */
function isAbandoned(dir: string): boolean {
  try {
    return !isRunning(owner.parse(JSON.parse(readFileSync(path.join(dir, "owner.json"), "utf8"))));
  } catch {
    return false;
  }
}

function remove(dir: string): void {
  const home = clusterHome(path.join(dir, "cluster"));
  for (const folder of [home, realpathSync(dir)]) rmSync(folder, { recursive: true, force: true });
}
