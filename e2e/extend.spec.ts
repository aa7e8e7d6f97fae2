import { portalUnderTest, superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { activeRead, grantIn } from "./support/ask.ts";
import { signIn } from "./support/call.ts";
import { revealInBrowser } from "./support/credential-panel.ts";
import { openLive } from "./support/open-live.ts";
import { cookieFor, expect, test } from "./support/signed-in.ts";

const portal = portalUnderTest();

test("more time is asked for with a proof of identity, and moves the deadline of the same grant", async ({
  browser,
}) => {
  const oncall = await signIn(portal, "oncall");
  const grant = await activeRead(portal, oncall, 600);
  // Ten minutes ago they last said who they are.
  await withClient(superuserUrl("lapse", portal), (client) =>
    client.query(
      `update "Session" set "verifiedAt" = "verifiedAt" - interval '10 minutes'
        where "personId" = (select "id" from "Person" where "email" = 'oncall@demo.lapse.test')`,
    ),
  );
  const page = await (await browser.newContext()).newPage();
  await page.context().addCookies(cookieFor(portal.url, oncall));
  // The link of the reminder asks at once for how long; without it, a button does.
  await page.goto(`/access?extend=${grant.id}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ask for more time" }).waitFor();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await openLive(page, `/requests/${grant.requestId}`);
  await revealInBrowser(page);
  await page.getByRole("button", { name: "Extend" }).click();
  await dialog.getByRole("radio", { name: "15 min" }).check();
  await dialog.getByLabel("Why?").fill("The repair takes longer than it should");
  await dialog.getByRole("button", { name: "Ask for more time" }).click();
  await dialog.getByLabel("Your password, once more").fill("not the password");
  await dialog.getByRole("button", { name: "Prove and extend" }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: /./ }).first()).toBeVisible();
  await dialog.getByLabel("Your password, once more").fill(portal.password);
  await dialog.getByRole("button", { name: "Prove and extend" }).click();
  await expect(dialog).toHaveCount(0);
  // What is shown once is still there: nobody closed it.
  await expect(page.getByRole("region", { name: "password", exact: true })).toBeVisible();
  const extended = await grantIn(portal, oncall, grant.id, "active");
  expect(Date.parse(extended.expiresAt!) - Date.parse(grant.expiresAt!)).toBe(900_000);
  // The target itself holds the new deadline too.
  await expect
    .poll(() =>
      withClient(superuserUrl("orders", portal), async (client) => {
        const { rows } = await client.query<{ until: Date }>(
          "select rolvaliduntil as until from pg_roles where rolname = $1",
          [grant.account],
        );
        return Math.abs(rows[0]!.until.getTime() - Date.parse(extended.expiresAt!)) < 2_000;
      }),
    )
    .toBe(true);
  await page.context().close();
});
