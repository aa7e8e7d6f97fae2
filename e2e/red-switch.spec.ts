import { activeRead, grantIn, reveal } from "./support/ask.ts";
import { signIn } from "./support/call.ts";
import { connect, endOf, isLoginThere } from "./support/connect.ts";
import { openLive } from "./support/open-live.ts";
import { cookieFor, expect, test } from "./support/signed-in.ts";

test("the red switch ends everything of a target, once its name is typed and the reason said", async ({
  browser,
  quietPortal: portal,
}) => {
  const oncall = await signIn(portal, "oncall");
  const grant = await activeRead(portal, oncall);
  const ended = endOf(await connect(await reveal(portal, oncall, grant.id)));
  const context = await browser.newContext();
  await context.addCookies(cookieFor(portal.url, await signIn(portal, "admin")));
  const page = await context.newPage();
  await page.goto(`${portal.url}/admin/targets`);
  const name = await page
    .getByRole("row", { name: /orders/ })
    .getByRole("link")
    .first()
    .innerText();
  await openLive(page, `${portal.url}/admin/red-switch`);
  await page.getByRole("radio", { name: "One target" }).check();
  await page.getByLabel("Which target?").selectOption({ label: name });
  await page.getByLabel("Why?").fill("Its backups were found in public");
  await page.getByRole("button", { name: /^End [\d,]+ grants?…$/ }).click();
  const dialog = page.getByRole("dialog");
  const end = dialog.getByRole("button", { name: /^End / });
  await expect(end).toBeDisabled();
  await dialog.getByLabel(/Type .* to confirm/).fill(name);
  await end.click();
  await ended;
  expect((await grantIn(portal, oncall, grant.id, "ended")).endReason).toBe("revoked");
  expect(await isLoginThere(grant.account, portal)).toBe(false);
  await context.close();
});
