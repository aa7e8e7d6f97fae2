import type { Page } from "@playwright/test";
import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { ask } from "./support/ask.ts";
import { openLive } from "./support/open-live.ts";
import { expect, test } from "./support/signed-in.ts";

const unknown = /^The portal did not answer, so it is not known here whether it was done/;

/** From here on, nothing that this page sends is answered. */
const breakTheLine = (page: Page) =>
  page.route("**/*", (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));

test("what was typed stays when no answer comes, and nobody is told that nothing was done", async ({
  pageOf,
  callerOf,
}) => {
  const page = await pageOf("requester");
  await openLive(page, "/request");
  await page.getByRole("radio", { name: "read on orders-db" }).check();
  await page.getByLabel("Why?").fill("Typed before the line broke");
  await breakTheLine(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(unknown)).toBeVisible();
  await expect(page.getByLabel("Why?")).toHaveValue("Typed before the line broke");

  const request = await ask(portalUnderTest(), await callerOf("requester"), "write");
  const second = await pageOf("requester");
  await openLive(second, `/requests/${request.id}`);
  await second.getByRole("button", { name: "Cancel the request…" }).click();
  await breakTheLine(second);
  const dialog = second.getByRole("dialog");
  await dialog.getByRole("button", { name: "Cancel the request" }).click();
  await expect(dialog.getByText(unknown)).toBeVisible();
});
