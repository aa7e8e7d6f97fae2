import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { approve, ask } from "./support/ask.ts";
import { signIn } from "./support/call.ts";
import { openLive } from "./support/open-live.ts";
import { expect, test } from "./support/signed-in.ts";

const portal = portalUnderTest();

test("a policy is tried on a person and replayed over what was asked before anybody proposes it", async ({
  pageOf,
}) => {
  const requester = await signIn(portal, "requester");
  const asked = await ask(portal, requester, "read", { durationSeconds: 7200, justification: "to be replayed later" });
  await approve(portal, await signIn(portal, "approver"), asked);
  const page = await pageOf("admin");
  await openLive(page, "/admin/policy");
  await expect(page.getByText(/its \d+ tests pass/)).toBeVisible();

  await page.getByRole("button", { name: "Who asks?" }).click();
  await page.getByRole("combobox", { name: "Who asks?" }).fill("Luca");
  await page.getByRole("option", { name: "Luca Moretti" }).click();
  await page.getByRole("button", { name: "For what?" }).click();
  await page.getByRole("combobox", { name: "For what?" }).fill("read orders");
  await page.getByRole("option").first().click();
  await page.getByRole("button", { name: "What would it answer?" }).click();
  await expect(page.getByText("production data. (rule contractors-never)")).toBeVisible();

  await page.getByRole("button", { name: "Replay" }).click();
  await expect(page.getByText(/as they were/)).toBeVisible();
});

test("somebody who is away names who votes for them, and that vote is theirs", async ({ pageOf }) => {
  const page = await pageOf("security", { timezoneId: "Asia/Tokyo" });
  await openLive(page, "/settings");
  await page.getByRole("button", { name: "Name a stand-in…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /Who votes for you/ }).click();
  await page.getByRole("combobox", { name: "Who votes for you?" }).fill("Jonas");
  await page.getByRole("option", { name: "Jonas Weber" }).click();
  await dialog.getByLabel("Until").fill("2099-01-01T09:00");
  await dialog.getByRole("button", { name: "Name them" }).click();
  await expect(dialog.getByText("within a year")).toBeVisible();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  await dialog.getByLabel("Until").fill(tomorrow);
  await dialog.getByRole("button", { name: "Name them" }).click();
  await expect(page.getByText("Jonas Weber votes for you", { exact: true })).toBeVisible();

  const requester = await signIn(portal, "requester");
  const asked = await ask(portal, requester, "write", {
    durationSeconds: 600,
    justification: "for a stand-in to decide",
  });
  const other = await pageOf("auditor");
  await openLive(other, `/requests/${asked.id}`);
  await expect(other.getByText("You decide for Mei Sato")).toBeVisible();
  await other.getByRole("button", { name: "Approve" }).click();
  await expect(other.getByText("Jonas Weber, for Mei Sato, approved")).toBeVisible();

  await page.getByRole("region", { name: "Out of office" }).getByRole("button", { name: "End…" }).click();
  await page.getByRole("button", { name: "End it now" }).click();
  await expect(page.getByText("Nobody stands in for you")).toBeVisible();
  await other.reload();
  await expect(other.getByText("no longer counts")).toBeVisible();
});
