import type { Locator, Page } from "@playwright/test";
import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { reportWords } from "#core/domain/report/report-kinds.ts";
import { activeRead, grantIn, type ShownGrant, succeed } from "./support/ask.ts";
import { openLive } from "./support/open-live.ts";
import { names } from "./support/people.ts";
import { expect, test } from "./support/signed-in.ts";

// What an auditor asks (the rest, by mouse, is in auditor.spec.ts), answered without one, and what is asked by mouse only here.
const portal = portalUnderTest();

/** Somebody had access, and gave it back: what the auditor asks about. */
let had: ShownGrant;
let heldAt: string;

test.beforeAll(async ({ callerOf }) => {
  const oncall = await callerOf("oncall");
  had = await activeRead(portal, oncall);
  heldAt = new Date(Date.now()).toISOString();
  await succeed(portal, oncall, "POST", `/api/v1/grants/${had.id}/return`, {});
  await grantIn(portal, oncall, had.id, "ended");
});

/** Past the menu, by the link that is there for that. */
const openByKeys = async (page: Page, path: string) => {
  await openLive(page, path);
  const skip = page.getByRole("link", { name: "Skip to the page" });
  await tabTo(page, skip);
  await page.keyboard.press("Enter");
};

/** Tab by Tab, as somebody without a mouse gets there. */
const tabTo = async (page: Page, target: Locator) => {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((node) => node === document.activeElement);
  for (let presses = 0; presses < 60 && !(await isThere()); presses += 1) await page.keyboard.press("Tab");
  expect(await isThere()).toBe(true);
};

const enter = async (page: Page, target: Locator) => {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
};

/** Types into a picker that searches, and takes what it finds first. */
const pickByKeys = async (page: Page, label: string, text: string) => {
  await enter(page, page.getByRole("button", { name: new RegExp(`^${label}: `) }));
  await expect(page.getByRole("combobox", { name: label })).toBeFocused();
  await page.keyboard.type(text);
  await expect(page.getByRole("option").first()).toContainText(text);
  await page.keyboard.press("Enter");
};

const row = (page: Page) => page.getByRole("row").filter({ hasText: had.account });

test("by keyboard: who had it then, and how do we know that it is gone", async ({ pageOf }) => {
  const page = await pageOf("auditor");
  await openByKeys(page, `/audit/access-at?at=${heldAt}`);
  await pickByKeys(page, "Entitlement", "read on orders-db");
  await expect(row(page)).toContainText(names.oncall);
  await enter(page, row(page).locator(`a[href^="/audit/events/"]`).last());
  await expect(page.getByRole("heading", { level: 1, name: "Grant ended" })).toBeVisible();
});

test("by keyboard: what could they reach, and who or what let it pass", async ({ pageOf }) => {
  const page = await pageOf("auditor");
  await openByKeys(page, `/audit/access-at?at=${heldAt}`);
  await tabTo(page, page.getByRole("radio", { name: "Who had it?" }));
  await page.keyboard.press("ArrowRight");
  await pickByKeys(page, "Person", names.oncall);
  await expect(row(page)).toContainText("read on orders-db");
  await openByKeys(page, `/audit?requestId=${had.requestId}&kind=requestSubmitted`);
  await enter(page, page.getByRole("row").filter({ hasText: "Request submitted" }));
  await enter(page, page.getByRole("link", { name: "Neighbours, replay and proof" }));
  await expect(page.getByText("Same answer")).toBeVisible();
});

const answers = [
  ["standing-access", "What stands without a grant, newest first"],
  ["revocation-lag", "99 of 100 were gone within"],
  ["break-glass", "Each emergency, newest first"],
] as const;

test("by keyboard: what stands without a grant, how long did revocation take, what did emergencies do", async ({
  pageOf,
}) => {
  const page = await pageOf("auditor");
  for (const [kind, shown] of answers) {
    await openByKeys(page, "/reports?days=7");
    await enter(page, page.getByRole("link", { name: reportWords[kind].title }));
    await expect(page.getByText(shown).first()).toBeVisible();
  }
});

test("by mouse: what could they reach, what stands without a grant, what did emergencies do", async ({ pageOf }) => {
  const page = await pageOf("auditor");
  await openLive(page, `/audit/access-at?at=${heldAt}`);
  await page.getByText("What could they reach?").click();
  await page.getByRole("button", { name: /^Person: / }).click();
  await page.getByRole("combobox", { name: "Person" }).fill(names.oncall);
  await page.getByRole("option", { name: names.oncall }).click();
  await expect(row(page)).toContainText("read on orders-db");
  for (const [kind, shown] of answers.filter(([name]) => name !== "revocation-lag")) {
    await openLive(page, "/reports?days=7");
    await page.getByRole("link", { name: reportWords[kind].title }).click();
    await expect(page.getByText(shown).first()).toBeVisible();
  }
});
