import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { generateClient } from "../generate.ts";
import { migrate } from "../migrate.ts";
import { ensurePortalDatabase, type PortalPasswords } from "../postgres/ensure-portal-database.ts";
import { throwawayCluster } from "../postgres/throwaway-cluster.ts";
import { withClient } from "../postgres/with-client.ts";

export const templateName = "lapse_template";

export interface TestServer {
  adminUrl: string;
  /** Where the portal's own role connects: the server itself, or a pooler before it. */
  appServerUrl: string;
  passwords: Required<PortalPasswords>;
}

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** One server for the whole run, with a migrated database that every test file copies. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await generateClient();
  const cluster = await throwawayCluster();
  try {
    const random = (): string => randomBytes(12).toString("hex");
    const passwords = { owner: random(), app: random(), eraser: random() };
    await migrate(await ensurePortalDatabase(cluster.adminUrl, passwords, templateName));
    // A template cannot be copied while anybody is connected to it: from here on nobody can be.
    await withClient(cluster.adminUrl, (admin) =>
      admin.query(`alter database ${templateName} with is_template true allow_connections false`),
    );
    project.provide("testServer", { adminUrl: cluster.adminUrl, appServerUrl: cluster.adminUrl, passwords });
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return () => cluster.stop();
}
