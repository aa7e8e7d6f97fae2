import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

/** Debian's Chromium without windows of its own, which takes a fifth less of the processor, and the whole one. */
const debianChromiums = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** The browser that `LAPSE_CHROMIUM` names, or Debian's where there is one. */
export const findChromium = (): string | undefined =>
  process.env["LAPSE_CHROMIUM"] ?? debianChromiums.find((file) => existsSync(file));

/** How the browser is launched here. Without a path Playwright takes the one it has installed itself. */
export function chromiumOptions(): LaunchOptions {
  const executablePath = findChromium();
  const quiet = ["--disable-gpu", "--no-first-run", "--disable-quic", "--disable-background-networking"];
  const offline = ["--disable-component-update", "--disable-sync"];
  // Letters stand where they stand on a screen, and not on whole pixels.
  const letters = ["--font-render-hinting=none"];
  // Chromium refuses its sandbox to root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return {
    args: [...quiet, ...offline, ...letters, ...sandbox],
    ...(executablePath === undefined ? {} : { executablePath }),
  };
}
