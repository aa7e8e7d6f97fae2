import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { ask, type ShownRequest, succeed } from "./support/ask.ts";
import { openLive, pressUntil } from "./support/open-live.ts";
import { expect, test } from "./support/signed-in.ts";

const portal = portalUnderTest();

test("a request is found, filled in and sent with the keyboard alone", async ({ pageOf }) => {
  const page = await pageOf("requester");
  await openLive(page, "/request");
  await page.getByRole("searchbox", { name: "What do you need?" }).focus();
  await page.keyboard.type("write");
  await expect(page.getByRole("radio", { name: "write on orders-db" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "read on orders-db" })).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "write on orders-db" })).toBeChecked();
  const tabTo = async (isThere: () => Promise<boolean>) => {
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("Tab");
      if (await isThere()) return;
    }
    throw new Error("the Tab key never gets there");
  };
  const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name ?? "");
  await tabTo(async () => (await focused()) === "duration");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "15 min" })).toBeChecked();
  await tabTo(() => page.getByLabel("Why?").evaluate((field) => field === document.activeElement));
  await page.keyboard.type("Typed without touching a mouse");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/requests\/req_/);
  await expect(page.getByText("Typed without touching a mouse").first()).toBeVisible();
});

test("a request that was not there when the queue was opened appears, and is approved by keys", async ({
  pageOf,
  callerOf,
}) => {
  const requester = await callerOf("requester");
  const page = await pageOf("approver");
  await openLive(page, "/approvals");
  const seconds = 7200 + Math.floor(Math.random() * 600);
  const request = await ask(portal, requester, "read", {
    durationSeconds: seconds,
    justification: `by keys, ${seconds}`,
  });
  const row = page.locator(`[role=option][id$="${request.id}"]`);
  await expect(row).toBeVisible();
  const isOpen = () => row.getAttribute("aria-selected").then((selected) => selected === "true");
  // Newest first, so up leads to it.
  for (let presses = 0; presses < 60 && !(await isOpen()); presses += 1) await page.keyboard.press("k");
  await expect(page.getByText(`by keys, ${seconds}`).first()).toBeVisible();
  await page.keyboard.press("a");
  await expect
    .poll(async () => (await succeed<ShownRequest>(portal, requester, "GET", `/api/v1/requests/${request.id}`)).status)
    .toBe("approved");
});

test("d asks before it denies, and the reason reaches whoever asked", async ({ pageOf, callerOf }) => {
  const request = await ask(portal, await callerOf("requester"), "write");
  const page = await pageOf("security");
  await openLive(page, `/approvals?open=${request.id}`);
  await expect(page.getByRole("button", { name: /^Deny…/ })).toBeEnabled();
  const dialog = page.getByRole("dialog");
  await pressUntil(page, "d", () => dialog.isVisible());
  await dialog.getByLabel("Why, in a word to whoever asked").fill("Not during the freeze");
  await dialog.getByRole("button", { name: "Deny" }).click();
  const own = await pageOf("requester");
  await own.goto(`/requests/${request.id}`);
  await expect(own.getByText("Mei Sato denied it").first()).toBeVisible();
  await expect(own.getByText("Not during the freeze").first()).toBeVisible();
});

test("what the arrows choose in a search stays in sight", async ({ pageOf }) => {
  const page = await pageOf("admin");
  await openLive(page, "/admin/red-switch");
  await page.getByRole("button", { name: "Whose?: Choose a person" }).click();
  await expect(page.getByRole("combobox", { name: "Whose?" })).toBeFocused();
  await expect.poll(() => page.getByRole("option").count()).toBeGreaterThan(6);
  for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option").nth(6)).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("option").nth(6)).toBeInViewport();
});
