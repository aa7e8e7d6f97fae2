import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { activeRead, approve, ask, grantIn, reveal, type ShownRequest, succeed } from "./support/ask.ts";
import { connect, endOf, isLoginThere } from "./support/connect.ts";
import { openLive } from "./support/open-live.ts";
import { expect, test } from "./support/signed-in.ts";

const portal = portalUnderTest();

test("the holder returns access early: its session is closed and the login is gone", async ({ pageOf, callerOf }) => {
  const oncall = await callerOf("oncall");
  const grant = await activeRead(portal, oncall);
  const ended = endOf(await connect(await reveal(portal, oncall, grant.id)));
  const { requestId } = await succeed<{ requestId: string }>(portal, oncall, "GET", `/api/v1/grants/${grant.id}`);
  const page = await pageOf("oncall");
  await openLive(page, `/requests/${requestId}`);
  await expect(page.getByText("1 session open now.")).toBeVisible();
  await page.getByRole("button", { name: "End now…" }).click();
  await page.getByRole("button", { name: "Return now" }).click();
  await ended;
  expect((await grantIn(portal, oncall, grant.id, "ended")).endReason).toBe("returned");
  expect(await isLoginThere(grant.account)).toBe(false);
  await expect(page.getByText(/returned early/).first()).toBeVisible();
});

test("whoever returns access from their list by keyboard, or thinks better of it, stays in the list", async ({
  pageOf,
  callerOf,
}) => {
  const oncall = await callerOf("oncall");
  const grant = await activeRead(portal, oncall);
  const { requestId } = await succeed<{ requestId: string }>(portal, oncall, "GET", `/api/v1/grants/${grant.id}`);
  const page = await pageOf("oncall");
  await openLive(page, "/access");
  const list = page.getByRole("region", { name: "Held now" });
  const row = list.locator("[data-row]", { has: page.locator(`a[href="/requests/${requestId}"]`) });
  const giveBack = row.getByRole("button", { name: "Return" });
  await giveBack.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(giveBack).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Return now" }).click();
  await grantIn(portal, oncall, grant.id, "ended");
  await expect(row).toHaveCount(0);
  // At the next one, or at what is said where there is none: others of the same person come and go meanwhile.
  await expect(list.locator(":focus")).toHaveCount(1);
});

test("an administrator finds the target healthy and revokes the access of somebody else", async ({
  pageOf,
  callerOf,
}) => {
  const oncall = await callerOf("oncall");
  const grant = await activeRead(portal, oncall);
  const ended = endOf(await connect(await reveal(portal, oncall, grant.id)));
  const page = await pageOf("admin");
  await page.goto("/admin/targets");
  await expect(page.getByRole("row", { name: /orders/ }).getByText("answers")).toBeVisible();
  const { requestId } = await succeed<{ requestId: string }>(portal, oncall, "GET", `/api/v1/grants/${grant.id}`);
  await openLive(page, `/requests/${requestId}`);
  await page.getByRole("button", { name: "Revoke…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("dialog").getByText("Say why")).toBeVisible();
  await page.getByRole("dialog").getByLabel("Why?").fill("The incident is over");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await ended;
  expect((await grantIn(portal, oncall, grant.id, "ended")).endReason).toBe("revoked");
  expect(await isLoginThere(grant.account)).toBe(false);
});

test("a pending request is taken back, and can then not be approved any more", async ({ pageOf, callerOf }) => {
  const request = await ask(portal, await callerOf("requester"), "write");
  const page = await pageOf("requester");
  await openLive(page, `/requests/${request.id}`);
  await page.getByRole("button", { name: "Cancel the request…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the request" }).click();
  await expect(page.getByText(/took it back/).first()).toBeVisible();
  await expect(approve(portal, await callerOf("approver"), request)).rejects.toThrow(/409 .*"code":"not_pending"/);
});

test("of two overlapping grants the end of one leaves the other as it is", async ({ callerOf }) => {
  const oncall = await callerOf("oncall");
  const [first, second] = [await activeRead(portal, oncall), await activeRead(portal, oncall)];
  const client = await connect(await reveal(portal, oncall, second.id));
  await succeed(portal, oncall, "POST", `/api/v1/grants/${first.id}/return`, {});
  await grantIn(portal, oncall, first.id, "ended");
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await client.end();
  await succeed(portal, oncall, "POST", `/api/v1/grants/${second.id}/return`, {});
  await grantIn(portal, oncall, second.id, "ended");
  expect(await isLoginThere(second.account)).toBe(false);
});

test("an approver gives shorter than was asked, and nobody gets longer", async ({ callerOf }) => {
  const [requester, approver] = [await callerOf("requester"), await callerOf("approver")];
  const { id, digest } = await ask(portal, requester, "read", { durationSeconds: 7200 });
  const vote = (durationSeconds: number) =>
    succeed<ShownRequest>(portal, approver, "POST", `/api/v1/requests/${id}/votes`, {
      ...{ vote: "approve", digest, durationSeconds },
    });
  await expect(vote(7201)).rejects.toThrow(/longer_than_asked/);
  const { grants } = await vote(600);
  const { id: grantId } = await grantIn(portal, requester, grants[0]!.id, "active");
  const grant = await succeed<{ readyAt: string; expiresAt: string }>(
    portal,
    requester,
    "GET",
    `/api/v1/grants/${grantId}`,
  );
  expect(Date.parse(grant.expiresAt) - Date.parse(grant.readyAt)).toBe(600_000);
});
