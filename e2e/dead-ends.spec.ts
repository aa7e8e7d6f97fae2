import { names } from "./support/people.ts";
import { expect, test } from "./support/signed-in.ts";

test("nobody is sent to the record who may not ask it", async ({ pageOf }) => {
  const contractor = await pageOf("contractor");
  await contractor.goto("/approvals");
  await expect(contractor.getByText("Nothing waits for you")).toBeVisible();
  await expect(contractor.getByRole("link", { name: "See who has access now" })).toHaveCount(0);

  for (const [at, count] of [
    ["admin", 0],
    ["auditor", 1],
  ] as const) {
    const page = await pageOf(at);
    await page.goto("/admin/people");
    await page.getByRole("link", { name: names.requester }).click();
    const dialog = page.getByRole("dialog", { name: names.requester });
    await expect(dialog.getByText("Time zone")).toBeVisible();
    await expect(dialog.getByRole("link", { name: "what they could reach" })).toHaveCount(count);
  }
});
