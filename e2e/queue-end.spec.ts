import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { ask } from "./support/ask.ts";
import { openLive } from "./support/open-live.ts";
import { expect, test } from "./support/signed-in.ts";

test("what is left of a queue is asked for once, and again when somebody says so", async ({ pageOf, callerOf }) => {
  const requester = await callerOf("requester");
  const page = await pageOf("approver");
  await openLive(page, "/approvals");
  let asked = 0;
  // There is more than the first page has, and it does not come.
  await page.route("**/api/v1/requests?toDecide=true*", async (route) => {
    if (new URL(route.request().url()).searchParams.has("cursor")) {
      asked += 1;
      await route.fulfill({ status: 429, json: { code: "rate_limited" } });
      return;
    }
    const response = await route.fetch();
    const { items } = (await response.json()) as { items: unknown[] };
    await route.fulfill({ response, json: { items: items.slice(0, 5), nextCursor: "more" } });
  });
  await ask(portalUnderTest(), requester, "write", { justification: "so that the queue is read anew" });
  await expect(page.getByRole("alert").filter({ hasText: "The rest could not be loaded." })).toBeVisible();
  const before = asked;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => asked).toBeGreaterThan(before);
});

test("whoever approves is at the next one: the focus does not fall to the page", async ({ pageOf, callerOf }) => {
  const requester = await callerOf("requester");
  const [first] = [
    await ask(portalUnderTest(), requester, "write", { justification: "the one that is decided on" }),
    await ask(portalUnderTest(), requester, "write", { justification: "the one that is left to decide" }),
  ];
  const page = await pageOf("approver");
  await openLive(page, `/approvals?open=${first.id}`);
  await page
    .getByRole("button", { name: /^Approve/ })
    .first()
    .focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox", { name: "Requests that wait for your decision" })).toBeFocused();
  await expect(page).not.toHaveURL(new RegExp(first.id));
});
