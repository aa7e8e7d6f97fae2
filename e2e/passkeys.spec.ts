import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { CDPSession, Page } from "@playwright/test";
import { superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { root } from "#scripts/start/settings.ts";
import { type ShownRequest, succeed } from "./support/ask.ts";
import { call, type Caller, signIn } from "./support/call.ts";
import { confirmReads } from "./support/confirm-reads.ts";
import { openLive } from "./support/open-live.ts";
import { type OwnPortal, startOwnPortal } from "./support/own-portal.ts";
import { emailOf, type PersonAt } from "./support/people.ts";
import { pendingRead } from "./support/pending-read.ts";
import { cookieFor, expect, test } from "./support/signed-in.ts";

let portal: OwnPortal;

test.beforeAll(async () => {
  portal = await startOwnPortal();
  await confirmReads(portal);
});
test.afterAll(async () => {
  await portal.remove();
});

interface Authenticator {
  readonly session: CDPSession;
  readonly id: string;
}

/** Chromium's own authenticator: what follows is the browser's WebAuthn, from the page to the server. */
async function withAuthenticator(page: Page): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId: id } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return { session, id };
}

async function browserOf(page: Page, at: PersonAt): Promise<Caller> {
  const caller = await signIn(portal, at);
  await page.context().addCookies(cookieFor(portal.url, caller));
  return caller;
}

async function enrol(page: Page): Promise<void> {
  await openLive(page, `${portal.url}/settings`);
  await page.getByRole("button", { name: "Add a passkey…" }).click();
  await page.getByLabel("What is it called?").fill("this laptop");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByText("this laptop", { exact: true })).toBeVisible();
}

test("a passkey is enrolled, and confirms a vote at the moment of deciding", async ({ page }) => {
  const caller = await browserOf(page, "approver");
  await withAuthenticator(page);
  await enrol(page);
  const request = await pendingRead(portal);
  const body = { vote: "approve", digest: request.digest };
  const without = await call(portal, caller, "POST", `/api/v1/requests/${request.id}/votes`, { body });
  expect([without.status, without.code]).toEqual([403, "step_up_required"]);

  await openLive(page, `${portal.url}/requests/${request.id}`);
  await expect(page.getByText("You will confirm this:")).toBeVisible();
  const sent = page.waitForRequest((each) => each.url().endsWith("/api/v1/step-ups"));
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await sent;
  await expect(page.getByText("You approved it")).toBeVisible();
  const decided = await succeed<ShownRequest>(portal, caller, "GET", `/api/v1/requests/${request.id}`);
  expect(decided.status).toBe("approved");
});

test("an authenticator that does not verify its person confirms nothing", async ({ page }) => {
  await browserOf(page, "security");
  const { session, id } = await withAuthenticator(page);
  await session.send("WebAuthn.setUserVerified", { authenticatorId: id, isUserVerified: false });
  await openLive(page, `${portal.url}/settings`);
  await page.getByRole("button", { name: "Add a passkey…" }).click();
  await page.getByLabel("What is it called?").fill("no fingerprint");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /confirm|passkey/ })).toBeVisible();
  await expect(page.getByText("no fingerprint", { exact: true })).toHaveCount(0);
});

test("whoever has no passkey is told where to get one, and nothing is decided", async ({ page }) => {
  const caller = await browserOf(page, "approver");
  await withClient(superuserUrl("lapse", portal), (db) => db.query(`update "Passkey" set "removedAt" = now()`));
  const request = await pendingRead(portal);
  await openLive(page, `${portal.url}/requests/${request.id}`);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByRole("link", { name: "Open Security" })).toHaveAttribute("href", "/settings");
  expect((await succeed<ShownRequest>(portal, caller, "GET", `/api/v1/requests/${request.id}`)).status).toBe("pending");
});

test("recovery codes are shown once, and one of them clears the way for a new passkey", async ({ page }) => {
  await browserOf(page, "oncall");
  await withAuthenticator(page);
  await enrol(page);
  await page.getByRole("button", { name: "Make codes…" }).click();
  // The password was proved a moment ago; with a passkey there, only the passkey will do.
  await page.getByRole("button", { name: "Make them" }).click();
  const shown = await page.getByRole("region", { name: "recovery codes" }).textContent();
  const [code = ""] = (shown ?? "").split("\n");
  await page.keyboard.press("Escape");
  await expect(page.getByText("10 recovery codes")).toBeVisible();
  await page.getByRole("button", { name: "Use a code…" }).click();
  await page.getByRole("textbox", { name: "Recovery code" }).fill(code.toUpperCase());
  await page.getByRole("button", { name: "Remove every passkey" }).click();
  await expect(page.getByText("You have no passkey")).toBeVisible();
});

test("a password that others know is changed by its person alone, and what it opened elsewhere is over", async ({
  page,
}) => {
  const elsewhere = await signIn(portal, "contractor");
  await browserOf(page, "contractor");
  // The proof of identity is too old by now: the current password is that too, and is typed once.
  await withClient(superuserUrl("lapse", portal), (db) =>
    db.query(`update "Session" set "verifiedAt" = "verifiedAt" - interval '1 hour'`),
  );
  await openLive(page, `${portal.url}/settings`);
  await page.getByRole("button", { name: "Change it…" }).click();
  const change = page.getByRole("button", { name: "Change the password" });
  const next = "a sentence that nobody else knows";
  await page.getByLabel("Current password").fill("not the one it is");
  await page.getByLabel("New password", { exact: true }).fill(next);
  await page.getByLabel("New password, again").fill("another sentence, by mistake");
  await change.click();
  await expect(page.getByRole("alert").filter({ hasText: "are not the same" })).toBeVisible();
  await page.getByLabel("New password, again").fill(next);
  await change.click();
  await expect(page.getByRole("alert").filter({ hasText: "That password is not right." })).toBeVisible();
  await page.getByLabel("Current password").fill(portal.password);
  await change.click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  expect((await call(portal, elsewhere, "GET", "/api/v1/me")).status).toBe(401);
  const caller = await signIn({ ...portal, password: next }, "contractor");
  expect((await call(portal, caller, "GET", "/api/v1/me")).status).toBe(200);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Security and tokens" })).toBeVisible();
});

const recoverOnConsole = promisify(execFile);

test("whoever forgot the password and lost every passkey gets back in by a link from the console, once, and alone", async ({
  page,
}) => {
  const elsewhere = await browserOf(page, "auditor");
  await withAuthenticator(page);
  await enrol(page);
  const { stdout } = await recoverOnConsole(
    process.execPath,
    ["scripts/recover-sign-in.ts", emailOf("auditor"), "the telephone fell into the sea"],
    { cwd: root, env: { ...process.env, LAPSE_DATA: portal.dataDir, LAPSE_PUBLIC_URL: portal.url, DATABASE_URL: "" } },
  );
  const link = /http\S+\/recover\?token=\S+/.exec(stdout)?.[0] ?? "";
  // Nobody is told whose it is, or that there is one, without it.
  await page.goto(`${portal.url}/recover?token=${"x".repeat(49)}`);
  await expect(page.getByText("The link is not good")).toBeVisible();
  await expect(page.getByText(emailOf("auditor"))).toHaveCount(0);

  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByText(emailOf("auditor"))).toBeVisible();
  const next = "another sentence that nobody else knows";
  await page.getByLabel("New password", { exact: true }).fill(next);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await expect(page.getByText("Your sign-in is recovered.")).toBeVisible();
  expect((await call(portal, elsewhere, "GET", "/api/v1/me")).status).toBe(401);
  const caller = await signIn({ ...portal, password: next }, "auditor");
  await page.context().addCookies(cookieFor(portal.url, caller));
  await openLive(page, `${portal.url}/settings`);
  await expect(page.getByText("You have no passkey")).toBeVisible();
  await page.goto(`${portal.url}/inbox`);
  await expect(page.getByText("A link from the server's console recovered your sign-in")).toBeVisible();
  await page.goto(link);
  await expect(page.getByText("The link is not good")).toBeVisible();
});
