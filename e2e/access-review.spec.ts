import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { activeRead, grantIn } from "./support/ask.ts";
import { openLive } from "./support/open-live.ts";
import { expect, test } from "./support/signed-in.ts";

const portal = portalUnderTest();

test("access that an owner removes in a review is gone at the target, and the auditor sees that it is", async ({
  pageOf,
  callerOf,
}) => {
  const oncall = await callerOf("oncall");
  const grant = await activeRead(portal, oncall, 3600);
  const name = `Review ${Math.floor(Math.random() * 1e9)}`;

  const auditor = await pageOf("auditor");
  await openLive(auditor, "/reviews");
  const dialog = auditor.getByRole("dialog");
  await auditor.getByRole("button", { name: "Start a review…" }).click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Access that lasts at least").fill("0");
  await dialog.getByRole("button", { name: "Start" }).click();
  await auditor.waitForURL(/\/reviews\/rvw_/);
  const reviewId = new URL(auditor.url()).pathname.split("/").at(-1)!;

  const owner = await pageOf("approver");
  await openLive(owner, "/reviews");
  const item = owner.locator(`[data-review="${reviewId}"][data-grant="${grant.id}"]`);
  await item.getByRole("button", { name: "Remove" }).click();
  await expect(item.getByRole("alert")).toHaveText("Say why in a word.");
  await item.getByRole("textbox").fill("The incident is over");
  await item.getByRole("button", { name: "Remove" }).click();
  await grantIn(portal, oncall, grant.id, "ended");
  await expect(item).toHaveCount(0);

  // Whatever page of the campaign it would be on.
  await auditor.goto(`/reviews/${reviewId}?answer=remove`);
  await expect(auditor.getByText("“The incident is over”").first()).toBeVisible();
  await expect(auditor.getByText("gone, confirmed").first()).toBeVisible();
});
