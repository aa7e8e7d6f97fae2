import { readRunning } from "../start/running-portal.ts";
import { launchPortal, removePortalData } from "./launch-portal.ts";
import { portalUnderTest, slackSigningSecret } from "./portal-under-test.ts";

/** Starts the portal that most journeys share, with a demo of its own, and returns how to end and remove it. */
export default async function startPortal(): Promise<() => Promise<void>> {
  const { url, dataDir, password, cronSecret, metricsToken } = portalUnderTest();
  const environment = {
    PORT: new URL(url).port,
    LAPSE_DATA: dataDir,
    LAPSE_DEMO_PASSWORD: password,
    CRON_SECRET: cronSecret,
    LAPSE_METRICS_TOKEN: metricsToken,
    LAPSE_SLACK_SIGNING_SECRET: slackSigningSecret({ cronSecret }),
  };
  const portal = await launchPortal(environment).catch(async (error: unknown) => {
    await removePortalData(dataDir);
    throw error;
  });
  return async () => {
    await portal.stop();
    if (readRunning(dataDir) !== undefined) throw new Error(`a portal still runs on ${dataDir}`);
    await removePortalData(dataDir);
  };
}
