import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findChromium } from "../playwright/chromium.ts";
import { root } from "../start/settings.ts";
import { canInstall, installDebianPackages } from "./debian-packages.ts";

/** A browser for the journeys: LAPSE_CHROMIUM, Debian's (installed as root when absent), or Playwright's own. */
export async function ensureChromium(): Promise<void> {
  if (findChromium() !== undefined) return;
  if (canInstall()) {
    await installDebianPackages("chromium-headless-shell");
    return;
  }
  await promisify(execFile)(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    cwd: root,
  });
}
