import { readFile, writeFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { portalUnderTest, superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { reportWords } from "#core/domain/report/report-kinds.ts";
import { activeRead, approve, ask, grantIn, type ShownGrant, type ShownRequest, succeed } from "./support/ask.ts";
import { call } from "./support/call.ts";
import { openLive } from "./support/open-live.ts";
import { emailOf, names } from "./support/people.ts";
import { expect, test } from "./support/signed-in.ts";
import { verify } from "./support/verify-pack.ts";

// What an auditor asks (the rest, by mouse, is in auditor.spec.ts), answered without one, and what is asked by mouse only here.
const portal = portalUnderTest();

/** Somebody had access, and gave it back: what the auditor asks about. */
let had: ShownGrant;
let heldAt: string;
/** What somebody else approved. */
let approved: ShownRequest;

test.beforeAll(async ({ callerOf }) => {
  const [oncall, requester] = [await callerOf("oncall"), await callerOf("requester")];
  had = await activeRead(portal, oncall);
  heldAt = new Date(Date.now()).toISOString();
  await succeed(portal, oncall, "POST", `/api/v1/grants/${had.id}/return`, {});
  const asked = await ask(portal, requester, "read", { durationSeconds: 2 * 3600 });
  approved = await approve(portal, await callerOf("approver"), asked);
  await reviewedEmergency();
  await grantIn(portal, oncall, had.id, "ended");
});

/** As if what somebody on call had, had been an emergency, and the owner had looked at it. */
const reviewedEmergency = () =>
  withClient(superuserUrl("lapse", portal), (client) =>
    client.query(
      `insert into "BreakGlassReview" ("id", "version", "requestId", "requesterId", "holderId", "reviewerIds", "openedAt", "closedAt", "closedById", "outcome")
       select 'bgr_' || right(r."id", 26), 1, r."id", r."requesterId", r."holderId", '{}', now(), now(), p."id", 'justified'
       from "Request" r, "Person" p where r."id" = $1 and p."email" = $2`,
      [had.requestId, emailOf("approver")],
    ),
  );

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

const heldRow = (page: Page) => page.getByRole("row").filter({ hasText: had.account });

test("by keyboard: who had it then, and how do we know that it is gone, with a receipt that lapse verify accepts", async ({
  pageOf,
  callerOf,
}) => {
  const page = await pageOf("auditor");
  await openByKeys(page, `/audit/access-at?at=${heldAt}`);
  await pickByKeys(page, "Entitlement", "read on orders-db");
  await expect(heldRow(page)).toContainText(names.oncall);
  await enter(page, heldRow(page).locator(`a[href^="/audit/events/"]`).last());
  await expect(page.getByRole("heading", { level: 1, name: "Grant ended" })).toBeVisible();
  const receipt = page.getByRole("link", { name: "Receipt" });
  await expect(async () => {
    await page.reload();
    await expect(receipt).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const saving = page.waitForEvent("download");
  await enter(page, receipt);
  const file = await (await saving).path();
  const [key = ""] = (await call(portal, await callerOf("auditor"), "GET", "/api/log/vkey")).text.split("\n");
  expect(await verify(["--key", key, "--receipt", file])).toBe(0);
  const damaged = await readFile(file);
  damaged[damaged.length >> 1]! ^= 1;
  await writeFile(file, damaged);
  expect(await verify(["--key", key, "--receipt", file])).toBe(1);
});

test("by keyboard: what could they reach; who approved what, shown what, under which policy", async ({ pageOf }) => {
  const page = await pageOf("auditor");
  await openByKeys(page, `/audit/access-at?at=${heldAt}`);
  await tabTo(page, page.getByRole("radio", { name: "Who had it?" }));
  await page.keyboard.press("ArrowRight");
  await pickByKeys(page, "Person", names.oncall);
  await expect(heldRow(page)).toContainText("read on orders-db");
  // Time is moved back by a day: nothing of it was there yet.
  await tabTo(page, page.getByRole("slider"));
  await page.keyboard.press("Home");
  await expect(heldRow(page)).toHaveCount(0);
  await openByKeys(page, `/audit?requestId=${approved.id}&kind=voteCast`);
  await enter(page, page.getByRole("row").filter({ hasText: "Vote cast" }));
  await enter(page, page.getByRole("link", { name: "Neighbours, replay and proof" }));
  await expect(page.getByText(`${names.approver}, by the API`)).toBeVisible();
  await expect(page.getByText(/^The request under policy version \d+$/)).toBeVisible();
  await expect(page.getByText("Same answer")).toBeVisible();
});

/** What a report's rows say: the target with its counts and spans, or the emergency, what was found, and by whom. */
const answers = [
  ["standing-access", "What stands without a grant, newest first", ["orders"]],
  ["revocation-lag", "99 of 100 were gone within", ["orders"]],
  ["break-glass", "Each emergency, newest first", [names.oncall, "justified", names.approver]],
] as const;

const answered = async (page: Page, shown: string, row: readonly string[]) => {
  await expect(page.getByText(shown).first()).toBeVisible();
  const rows = row.reduce((found, hasText) => found.filter({ hasText }), page.getByRole("row"));
  await expect(rows.first()).toBeVisible();
};

test("by keyboard: what stands without a grant, how long did revocation take, what did emergencies do", async ({
  pageOf,
}) => {
  const page = await pageOf("auditor");
  for (const [kind, shown, row] of answers) {
    await openByKeys(page, "/reports?days=7");
    await enter(page, page.getByRole("link", { name: reportWords[kind].title }));
    await answered(page, shown, row);
  }
});

test("by mouse: what could they reach, what stands without a grant, what did emergencies do", async ({ pageOf }) => {
  const page = await pageOf("auditor");
  await openLive(page, `/audit/access-at?at=${heldAt}`);
  await page.getByText("What could they reach?").click();
  await page.getByRole("button", { name: /^Person: / }).click();
  await page.getByRole("combobox", { name: "Person" }).fill(names.oncall);
  await page.getByRole("option", { name: names.oncall }).click();
  await expect(heldRow(page)).toContainText("read on orders-db");
  for (const [kind, shown, row] of answers.filter(([name]) => name !== "revocation-lag")) {
    await openLive(page, "/reports?days=7");
    await page.getByRole("link", { name: reportWords[kind].title }).click();
    await answered(page, shown, row);
  }
});

test("a limit that finds nothing, and a reading of the past, say by name whom they are about", async ({
  pageOf,
  callerOf,
}) => {
  const page = await pageOf("auditor");
  const { id } = await succeed<{ id: string }>(portal, await callerOf("contractor"), "GET", "/api/v1/me");
  await openLive(page, `/audit?kind=firstAdministratorCreated&personId=${id}`);
  await expect(page.getByText("The record holds nothing like this")).toBeVisible();
  await expect(page.getByRole("button", { name: `About whom: ${names.contractor}` })).toBeVisible();
  await succeed(portal, await callerOf("auditor"), "GET", `/api/v1/audit/access-at?personId=${id}&at=${heldAt}`);
  await openLive(page, "/audit?kind=auditRead");
  const reading = page.getByRole("row").filter({ hasText: `access at an instant, about ${names.contractor}` });
  await reading.first().click();
  await expect(page.getByRole("dialog").getByText(`"personId":"${id}"`).first()).toBeVisible();
});
