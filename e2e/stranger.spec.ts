import type { Page } from "@playwright/test";
import { portalUnderTest, superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { openLive } from "./support/open-live.ts";
import { names } from "./support/people.ts";
import { expect, test } from "./support/signed-in.ts";

const portal = portalUnderTest();
const stranger = "payroll_sync";
const atTarget = (sql: string) => withClient(superuserUrl("orders", portal), (client) => client.query(sql));

/** A page that is not awake yet does not hear a click. */
const compareNow = (page: Page): Promise<void> =>
  expect(async () => {
    const button = page.getByRole("button", { name: "Compare now" });
    await button.click();
    await expect(button).toBeDisabled({ timeout: 2_000 });
  }).toPass();

test.afterAll(() => atTarget(`drop role if exists ${stranger}`));

test("access that nobody was granted is shown at its target, alarmed and seen, and proposed to be let stand", async ({
  pageOf,
}) => {
  const page = await pageOf("admin");
  await page.goto("/admin/targets");
  await page
    .getByRole("row", { name: /orders/ })
    .getByRole("link")
    .first()
    .click();
  await page.waitForURL(/\/admin\/targets\/tgt_/);
  const targetUrl = page.url();
  await atTarget(`create role ${stranger} login in role orders_read`);
  await compareNow(page);
  const row = page.getByRole("row", { name: new RegExp(stranger) });
  await expect(row).toBeVisible();

  // The auditor is told the same by their report.
  const auditor = await pageOf("auditor");
  await auditor.goto("/reports/standing-access");
  await expect(auditor.getByRole("row").filter({ hasText: stranger })).toBeVisible();

  await openLive(page, "/admin/alarms");
  const alarm = page.locator("div").filter({ hasText: /stands? without a grant at/ });
  await alarm.getByRole("button", { name: "I have seen it" }).last().click();
  await expect(alarm.getByText(`seen by ${names.admin}`).last()).toBeVisible();
  // It is open, however far back one looks and however much came after it.
  const past = Buffer.from(JSON.stringify(["2020-01-01T00:00:00.000Z", "alm_0"])).toString("base64url");
  await page.goto(`/admin/alarms?cursor=${past}`);
  await expect(alarm.getByText(`seen by ${names.admin}`).last()).toBeVisible();
  await expect(page.getByText("Nothing is wrong")).toHaveCount(0);

  await page.goto(targetUrl);
  const dialog = page.getByRole("dialog");
  await expect(async () => {
    await row.getByRole("button", { name: `Let stand: ${stranger}` }).click();
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await dialog.getByLabel("Why?").fill("Reads the orders for the payroll each night");
  await dialog.getByRole("button", { name: "Propose" }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto("/admin/changes");
  await expect(page.getByText(new RegExp(`Let ${stranger} keep `)).first()).toBeVisible();

  // The target is left as it was found, and the portal soon knows.
  await atTarget(`drop role ${stranger}`);
  await page.goto(targetUrl);
  await compareNow(page);
});
