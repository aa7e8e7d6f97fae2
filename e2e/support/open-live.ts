import type { Page } from "@playwright/test";

/** Opens a page and returns once its scripts listen: keys that are pressed before that reach nobody. */
export async function openLive(page: Page, path: string): Promise<void> {
  // The live stream is opened by the outermost part of the page, after all parts within it have begun to listen.
  const listens = page.waitForRequest((request) => new URL(request.url()).pathname === "/api/live");
  await page.goto(path);
  await listens;
}
