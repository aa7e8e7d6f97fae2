import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { activeRead, succeed } from "./support/ask.ts";
import { call } from "./support/call.ts";
import { openLive } from "./support/open-live.ts";
import { expect, test } from "./support/signed-in.ts";

const portal = portalUnderTest();

test("a holder keeps a receipt, and their own browser proves it from tiles, until one byte of a tile is another", async ({
  pageOf,
  callerOf,
}) => {
  const oncall = await callerOf("oncall");
  const { requestId } = await activeRead(portal, oncall);
  const page = await pageOf("oncall");
  await openLive(page, `/requests/${requestId}`);

  // Every decision and grant has its receipt on the page of its request.
  const dialog = page.getByRole("dialog");
  const save = dialog.getByRole("link", { name: "Save the receipt: Grant active" });
  await page.getByRole("button", { name: "Receipts…" }).click();
  await expect(dialog.getByText("Request submitted")).toBeVisible();
  await expect(async () => {
    if (!(await save.isVisible())) {
      await page.keyboard.press("Escape");
      await page.reload();
      await page.getByRole("button", { name: "Receipts…" }).click();
    }
    await expect(save).toBeVisible({ timeout: 2_000 });
  }).toPass();
  // Nobody else signs here, so everything that is proved says so.
  await expect(dialog.getByText(/not independently witnessed/).first()).toBeVisible();
  const saving = page.waitForEvent("download");
  await save.click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^lapse-event-\d+\.tlog-proof$/);
  const { items } = await succeed<{ items: { kind: string; receipt: string | null }[] }>(
    portal,
    oncall,
    "GET",
    `/api/v1/requests/${requestId}/receipts`,
  );
  const receipt = items.find(({ kind }) => kind === "grantActivated")?.receipt ?? "";
  expect(receipt).toMatch(/^c2sp.org\/tlog-proof@v1/);
  const [key = ""] = (await call(portal, oncall, "GET", "/api/log/vkey")).text.split("\n");

  await openLive(page, "/verify");
  await page.getByLabel("Public key of the log").fill(key);
  // The checkpoint of the moment: whatever the portal says later is held against this one.
  await page.getByLabel("Checkpoint that you kept").fill(receipt.slice(receipt.indexOf("\n\n") + 2));
  await page.getByLabel("Receipt", { exact: true }).fill(receipt);
  await page.getByLabel("Keep the key and the checkpoint in this browser").check();
  const tiles: string[] = [];
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (path.startsWith("/api/log/")) tiles.push(path);
  });
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText(/Included: entry \d+ of \d+/)).toBeVisible();
  expect(tiles.length).toBeGreaterThan(0);
  for (const path of tiles) expect(path).toMatch(/^\/api\/log\/tile\/\d/);

  // What this browser kept is there again, and no other page of the portal had a hand in it.
  await openLive(page, "/verify");
  await expect(page.getByLabel("Public key of the log")).toHaveValue(key);
  await page.getByLabel("Receipt", { exact: true }).fill(receipt);
  const [altered] = tiles;
  await page.route(`**${altered}`, async (route) => {
    const answer = await route.fetch();
    // Every hash of the tile but one, so that the one that the proof is of can stay as it is.
    const body = await answer.body();
    for (let at = 0; at < body.length; at += 32) body[at]! ^= 1;
    await route.fulfill({ response: answer, body });
  });
  await page.getByRole("button", { name: "Verify" }).click();
  const alarm = page.getByText(/Not included: the log's tiles do not lead/);
  await expect(alarm).toBeVisible();
  await expect(alarm).toContainText(altered!.replace("/api/log/", ""));
  await page.unroute(`**${altered}`);
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText(/Included: entry \d+ of \d+/)).toBeVisible();
});
