import path from "node:path";
import { randomBytes } from "node:crypto";
import { setUpOrdersTarget, signInLog, type OrdersTarget } from "../demo/orders-target.ts";
import { startCluster, type Cluster } from "../postgres-cluster.ts";
import { ensurePortalDatabase, type PortalDatabase } from "../postgres/ensure-portal-database.ts";
import { secretFile } from "./secret-file.ts";
import type { Settings } from "./settings.ts";

export interface EmbeddedDatabases {
  portal: PortalDatabase;
  orders: OrdersTarget;
  stop(): Promise<void>;
}

/** The two servers of a demo: the portal's own database, and the target "orders", which knows nothing of the other. */
export async function startEmbeddedDatabases(
  { dataDir, portalClusterPort, ordersClusterPort }: Settings,
  log: (line: string) => void,
): Promise<EmbeddedDatabases> {
  const started: Cluster[] = [];
  const start = async (name: string, port: number | undefined, settings = {}) => {
    const cluster = await startCluster({ dir: path.join(dataDir, name), port, log, settings });
    started.push(cluster);
    return cluster;
  };
  const stop = async () => {
    await Promise.all(started.map((cluster) => cluster.stop()));
  };
  // Settled, not raced: when one fails the other may be half started, and must be stopped too.
  const [portal, orders] = await Promise.allSettled([
    start("portal-db", portalClusterPort),
    start("orders-db", ordersClusterPort, signInLog),
  ]);
  try {
    const password = (name: string) => secretFile(dataDir, name, () => randomBytes(24).toString("base64url"));
    const passwords = {
      owner: password("database-owner"),
      app: password("database-app"),
      eraser: password("database-eraser"),
    };
    const connector = password("orders-connector");
    return {
      portal: await ensurePortalDatabase(valueOf(portal).adminUrl, passwords),
      orders: await setUpOrdersTarget(valueOf(orders).adminUrl, connector),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function valueOf(result: PromiseSettledResult<Cluster>): Cluster {
  if (result.status === "fulfilled") return result.value;
  throw result.reason as Error;
}
