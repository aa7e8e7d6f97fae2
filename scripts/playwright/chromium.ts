import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

export const debianChromium = "/usr/bin/chromium";

/** How the browser is launched here. Without a path Playwright takes the one it has installed itself. */
export function chromiumOptions(): LaunchOptions {
  const given = process.env["LAPSE_CHROMIUM"];
  const executablePath = given ?? (existsSync(debianChromium) ? debianChromium : undefined);
  const quiet = ["--disable-gpu", "--no-first-run", "--disable-quic", "--disable-background-networking"];
  const offline = ["--disable-component-update", "--disable-sync"];
  // Chromium refuses its sandbox to root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return { args: [...quiet, ...offline, ...sandbox], ...(executablePath === undefined ? {} : { executablePath }) };
}
