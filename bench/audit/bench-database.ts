import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createLogKey, newSigningKey, parseLogKeys } from "#adapters/crypto/log-key.ts";
import { createIds } from "#adapters/crypto/ids.ts";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { createFileWitness } from "#adapters/witness/file-witness.ts";
import type { Core } from "#core/ports/core.ts";
import { migrate } from "#scripts/migrate.ts";
import { ensurePortalDatabase, urlOf } from "#scripts/postgres/ensure-portal-database.ts";
import { startCluster } from "#scripts/postgres-cluster.ts";

export interface BenchDatabase {
  readonly appUrl: string;
  readonly adminUrl: string;
  /** As far as the record and its log go: the rest is not there, and is not asked for. */
  readonly core: Core;
  close(): Promise<void>;
}

/**
 * A portal's database on a server of its own that waits for the disk, as a real one does, with a log and a witness file. In a
 * folder that is removed at the end, or in `kept`, where the next run finds what this one has filled in.
 */
export async function openBenchDatabase(connections: number, kept?: string): Promise<BenchDatabase> {
  const dir = kept ?? mkdtempSync(path.join(os.tmpdir(), "lapse-bench-"));
  mkdirSync(dir, { recursive: true });
  // As root the server runs as another user, who must get through.
  chmodSync(dir, 0o711);
  const cluster = await startCluster({ dir: path.join(dir, "cluster") });
  const urls = await ensurePortalDatabase(cluster.adminUrl, { owner: "bench-owner", app: "bench-app" });
  await migrate(urls);
  const adapters = createCoreAdapters(urls.appUrl, { connections });
  const core = {
    ...adapters,
    ids: createIds(),
    logKey: createLogKey(parseLogKeys(newSigningKey("bench.example/lapse")) ?? []),
    witnesses: [createFileWitness(path.join(dir, "witness.jsonl"))],
  } as unknown as Core;
  const superuser = new URL(cluster.adminUrl);
  return {
    appUrl: urls.appUrl,
    adminUrl: urlOf(cluster.adminUrl, superuser.username, superuser.password, "lapse"),
    core,
    close: async () => {
      await adapters.close();
      await cluster.stop();
      if (kept === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}
