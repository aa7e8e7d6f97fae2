import { expect, type Page } from "@playwright/test";

/** Opens a page and returns once its scripts listen: keys that are pressed before that reach nobody. */
export async function openLive(page: Page, path: string): Promise<void> {
  // The live stream is opened by the outermost part of the page, once all that came with it has begun to listen...
  const listens = page.waitForRequest((request) => new URL(request.url()).pathname === "/api/live");
  await page.goto(path);
  await listens;
  // ...but what was streamed in after the frame is taken up later, part by part: React marks what it has taken up.
  const last = page.locator("main").locator("button, input, textarea").last();
  const isTakenUp = () => last.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps$")));
  await expect.poll(isTakenUp).toBe(true);
}

/** Presses a key until it has its effect. A listener is added a moment after its part of the page was taken up. */
export async function pressUntil(page: Page, key: string, isDone: () => Promise<boolean>): Promise<void> {
  await expect(async () => {
    if (!(await isDone())) await page.keyboard.press(key);
    await expect.poll(isDone, { timeout: 1_000 }).toBe(true);
  }).toPass();
}
