import { readFileSync } from "node:fs";
import path from "node:path";

export interface PortalUnderTest {
  url: string;
  /** Of all people of the demo. */
  password: string;
  cronSecret: string;
  metricsToken: string;
  dataDir: string;
}

const variables = {
  port: "LAPSE_E2E_PORT",
  dataDir: "LAPSE_E2E_DATA",
  password: "LAPSE_E2E_PASSWORD",
  cronSecret: "LAPSE_E2E_CRON_SECRET",
  metricsToken: "LAPSE_E2E_METRICS_TOKEN",
} as const;

type Choice = Record<keyof typeof variables, string>;

/** Hands what the run has chosen to Playwright's workers, which inherit the environment and nothing else. */
export function choosePortal(choice: Choice): void {
  for (const key of Object.keys(variables) as (keyof Choice)[]) process.env[variables[key]] = choice[key];
}

/** The portal that this run of journeys has started. */
export function portalUnderTest(): PortalUnderTest {
  const read = (key: keyof Choice) => {
    const value = process.env[variables[key]];
    if (value === undefined) throw new Error(`${variables[key]} is not set: journeys run through Playwright's config`);
    return value;
  };
  return {
    url: `http://localhost:${read("port")}`,
    password: read("password"),
    cronSecret: read("cronSecret"),
    metricsToken: read("metricsToken"),
    dataDir: read("dataDir"),
  };
}

/** With which Slack would sign what it sends to such a portal. */
export const slackSigningSecret = ({ cronSecret }: Pick<PortalUnderTest, "cronSecret">): string =>
  `slack-${cronSecret}`;

/** True once `choosePortal` was called in this process or in the one that started it. */
export function isPortalChosen(): boolean {
  return process.env[variables.port] !== undefined;
}

/** A superuser's connection to a portal's own database, or to its target, for looking behind the portal's back. */
export function superuserUrl(database: "lapse" | "orders", { dataDir }: Pick<PortalUnderTest, "dataDir">): string {
  const cluster = path.join(dataDir, database === "lapse" ? "portal-db" : "orders-db");
  const read = (name: string) => readFileSync(path.join(cluster, name), "utf8");
  return `postgresql://postgres:${read("superuser-password")}@127.0.0.1:${read("port")}/${database}`;
}
