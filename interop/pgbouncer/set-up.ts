import type { TestProject } from "vitest/node";
import { withClient } from "#scripts/postgres/with-client.ts";
import setUpServer from "#scripts/vitest/template-database.ts";
import { documentedPooler, startPgbouncer } from "./start-pgbouncer.ts";

/** The server of the database tests, reached by the portal's role through PgBouncer alone. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const program = process.env["LAPSE_TEST_PGBOUNCER"];
  if (program === undefined) throw new Error("LAPSE_TEST_PGBOUNCER must name the program");
  const stopServer = await setUpServer(project);
  try {
    const { testServer } = project.getProvidedContext();
    const { roleSettings } = documentedPooler();
    await withClient(testServer.adminUrl, (admin) => admin.query(roleSettings));
    const serverPort = Number(new URL(testServer.adminUrl).port);
    const passwords = { lapse_app: testServer.passwords.app };
    const pooler = await startPgbouncer({ program, serverPort, passwords });
    const appServerUrl = new URL(testServer.adminUrl);
    appServerUrl.port = String(pooler.port);
    project.provide("testServer", { ...testServer, appServerUrl: appServerUrl.href });
    return async () => {
      await pooler.stop();
      await stopServer();
    };
  } catch (error) {
    await stopServer();
    throw error;
  }
}
