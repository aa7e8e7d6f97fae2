import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { activeRead, approve, ask, grantIn, succeed } from "./support/ask.ts";
import { openLive } from "./support/open-live.ts";
import { names } from "./support/people.ts";
import { expect, test } from "./support/signed-in.ts";
import { unpack, verify } from "./support/verify-pack.ts";

const portal = portalUnderTest();

/** The text of what a press saves. */
const savedBy = async (page: Page, press: () => Promise<void>): Promise<Buffer> => {
  const saving = page.waitForEvent("download");
  await press();
  return readFile(await (await saving).path());
};

test("who had access, and is it really gone: by mouse, with the events that prove both ends, and as a file", async ({
  pageOf,
  callerOf,
}) => {
  const oncall = await callerOf("oncall");
  const { id, account, entitlementId } = await activeRead(portal, oncall);
  const held = new Date(Date.now()).toISOString();
  await succeed(portal, oncall, "POST", `/api/v1/grants/${id}/return`, {});
  await grantIn(portal, oncall, id, "ended");

  const page = await pageOf("auditor");
  await openLive(page, `/audit/access-at?entitlementId=${entitlementId}&at=${held}`);
  await expect(page.getByText(/the table of grants tells the same/)).toBeVisible();
  // By its login: others may have had the same at that instant, and have it still.
  const row = page.getByRole("row").filter({ hasText: account });
  await expect(row).toContainText(names.oncall);
  const answer = await savedBy(page, async () => {
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /JSON/ }).click();
  });
  expect(answer.toString()).toContain(names.oncall);
  // "Gone" is a link to the event that proves it, whose own page shows its neighbours.
  const gone = row.locator(`a[href^="/audit/events/"]`).last();
  await gone.click();
  await expect(page.getByRole("heading", { level: 1, name: "Grant ended" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Its neighbours in the record" })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("link", { name: "Receipt" })).toBeVisible({ timeout: 5_000 });
  }).toPass();
  const receipt = await savedBy(page, () => page.getByRole("link", { name: "Receipt" }).click());
  expect(receipt.toString()).toMatch(/^c2sp.org\/tlog-proof@v1/);
});

test("who approved it, shown what, under which policy: by mouse, and the decision made again is the same", async ({
  pageOf,
  callerOf,
}) => {
  const asked = await ask(portal, await callerOf("requester"), "read", { durationSeconds: 2 * 3600 });
  await approve(portal, await callerOf("approver"), asked);
  const page = await pageOf("auditor");
  await openLive(page, `/audit?requestId=${asked.id}&kind=voteCast`);
  await page.getByRole("row").filter({ hasText: "Vote cast" }).click();
  await page.getByRole("link", { name: "Neighbours, replay and proof" }).click();
  await expect(page.getByText(`${names.approver}, by the API`)).toBeVisible();
  await expect(page.getByText("Same answer")).toBeVisible();
  await expect(page.getByText(/^The request under policy version \d+$/)).toBeVisible();
  await page.getByRole("link", { name: /^event \d+$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Request submitted" })).toBeVisible();
});

test("the record is asked by keyboard: any id, pasted, and the search is kept under a name", async ({
  pageOf,
  callerOf,
}) => {
  const { id } = await activeRead(portal, await callerOf("oncall"));
  const page = await pageOf("auditor");
  await openLive(page, "/audit");
  await page.getByLabel("Any id").focus();
  await page.keyboard.insertText(id);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`grantId=${id}`));
  await expect(page.getByRole("table").getByText("Grant active", { exact: true })).toBeVisible();
  const name = `kept ${Date.now()}`;
  await page.getByRole("button", { name: "Saved searches" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Keep this question as").focus();
  await page.keyboard.insertText(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name })).toHaveAttribute("href", `/audit?grantId=${id}`);
  await page.keyboard.press("Escape");
  // A row opens with Enter, and the next older one follows in the same place.
  await page.getByRole("row").filter({ hasText: "Grant active" }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("how long revocation took at worst: a picture, its rows, the window before, and a file of each kind", async ({
  pageOf,
}) => {
  const page = await pageOf("auditor");
  await openLive(page, "/reports?days=7");
  await page.getByRole("link", { name: "Revocation lag" }).click();
  await expect(page.getByText("99 of 100 were gone within")).toBeVisible();
  await expect(page.getByRole("figure").locator("svg").first()).toBeVisible();
  const saved = (kind: RegExp) =>
    savedBy(page, async () => {
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name: kind }).click();
    });
  expect((await saved(/PDF/)).subarray(0, 5).toString()).toBe("%PDF-");
  expect((await saved(/CSV/)).toString()).toContain("report,Revocation lag");
  expect(JSON.parse((await saved(/JSON/)).toString())).toMatchObject({ kind: "revocation-lag" });
});

test("what the evidence pack proves is accepted by lapse verify, and refused with one byte changed", async ({
  pageOf,
  callerOf,
}) => {
  await activeRead(portal, await callerOf("oncall"));
  const page = await pageOf("auditor");
  await openLive(page, "/reports");
  const files = unzipSync(await savedBy(page, () => page.getByRole("link", { name: "Download evidence" }).click()));
  const folder = await unpack(files);
  try {
    const [key = ""] = new TextDecoder().decode(files["log/vkey"]).split("\n");
    expect(await verify(["--pack", folder, "--key", key])).toBe(0);
    const receipt = Object.keys(files).find((name) => name.startsWith("receipts/grantActivated/")) ?? "";
    expect(await verify(["--key", key, "--receipt", path.join(folder, receipt)])).toBe(0);

    const rows = path.join(folder, "rows/events.jsonl");
    const told = await readFile(rows, "utf8");
    await writeFile(rows, told.replace('"via":"api"', '"via":"cli"'));
    expect(await verify(["--pack", folder, "--key", key])).toBe(1);
    await writeFile(rows, told);

    const bundle = Object.keys(files).find((name) => name.startsWith("log/tile/entries/")) ?? "";
    for (const name of [bundle, receipt]) {
      const damaged = Uint8Array.from(files[name] ?? []);
      damaged[Math.floor(damaged.length / 2)]! ^= 1;
      await writeFile(path.join(folder, name), damaged);
    }
    expect(await verify(["--pack", folder, "--key", key])).toBe(1);
    expect(await verify(["--key", key, "--receipt", path.join(folder, receipt)])).toBe(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
