import { randomBytes } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { chromiumOptions } from "./scripts/playwright/chromium.ts";
import { choosePortal, isPortalChosen, portalUnderTest } from "./scripts/playwright/portal-under-test.ts";
import { freePort } from "./scripts/postgres/free-port.ts";

// Workers read this file again and must find what the run has chosen.
if (!isPortalChosen()) {
  choosePortal({
    port: String(await freePort()),
    dataDir: path.join(os.tmpdir(), `lapse-e2e-${randomBytes(6).toString("hex")}`),
    password: randomBytes(12).toString("hex"),
    cronSecret: randomBytes(12).toString("hex"),
    metricsToken: randomBytes(12).toString("hex"),
  });
}

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./scripts/playwright/start-portal.ts",
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: portalUnderTest().url,
    viewport: { width: 1440, height: 900 },
    launchOptions: chromiumOptions(),
    trace: "retain-on-failure",
  },
});
