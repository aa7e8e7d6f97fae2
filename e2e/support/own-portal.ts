import { randomBytes } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { launchPortal, removePortalData, type LaunchedPortal } from "#scripts/playwright/launch-portal.ts";
import { type PortalUnderTest, slackSigningSecret } from "#scripts/playwright/portal-under-test.ts";
import { freePort } from "#scripts/postgres/free-port.ts";

export type OwnPortal = PortalUnderTest &
  Pick<LaunchedPortal, "output" | "stop" | "kill"> & {
    /** After `stop` or `kill`: the same data, address and secrets. */
    startAgain(): Promise<void>;
    remove(): Promise<void>;
  };

/**
 * A portal with a demo that no other test touches: for what looks at whole tables, disables people, uses up allowances, or
 * is killed. The caller stops and removes it.
 */
export async function startOwnPortal(environment: Readonly<Record<string, string>> = {}): Promise<OwnPortal> {
  const secret = () => randomBytes(12).toString("hex");
  const port = String(await freePort());
  const dataDir = path.join(os.tmpdir(), `lapse-e2e-own-${secret()}`);
  const [password, cronSecret, metricsToken] = [secret(), secret(), secret()];
  const settings = {
    PORT: port,
    LAPSE_DATA: dataDir,
    LAPSE_DEMO_PASSWORD: password,
    CRON_SECRET: cronSecret,
    LAPSE_METRICS_TOKEN: metricsToken,
    LAPSE_SLACK_SIGNING_SECRET: slackSigningSecret({ cronSecret }),
    ...environment,
  };
  const launch = () =>
    launchPortal(settings).catch(async (error: unknown) => {
      await removePortalData(dataDir);
      throw error;
    });
  let running = await launch();
  return {
    ...{ url: `http://localhost:${port}`, password, cronSecret, metricsToken, dataDir },
    output: () => running.output(),
    stop: () => running.stop(),
    kill: () => running.kill(),
    startAgain: async () => {
      running = await launch();
    },
    remove: async () => {
      await running.stop();
      await removePortalData(dataDir);
    },
  };
}
