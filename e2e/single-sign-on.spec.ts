import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import type { Page } from "@playwright/test";
import Provider from "oidc-provider";
import { superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { activeRead, succeed } from "./support/ask.ts";
import { call, nobody, signIn } from "./support/call.ts";
import { confirmReads } from "./support/confirm-reads.ts";
import { openLive } from "./support/open-live.ts";
import { type OwnPortal, startOwnPortal } from "./support/own-portal.ts";
import { pendingRead, statusOf } from "./support/pending-read.ts";
import { cookieFor, expect, test } from "./support/signed-in.ts";

const client = { client_id: "lapse", client_secret: "not-a-real-client-secret" };

/** By the name they type at the provider. Only there do they have a password, and the provider takes any. */
const accounts: Readonly<Record<string, { email: string; email_verified: unknown }>> = {
  ana: { email: "approver@demo.lapse.test", email_verified: true },
  mei: { email: "security@demo.lapse.test", email_verified: true },
  tomas: { email: "oncall@demo.lapse.test", email_verified: true },
  ines: { email: "Requester@demo.lapse.test", email_verified: true },
  mallory: { email: "admin@demo.lapse.test", email_verified: false },
  trudy: { email: "admin@demo.lapse.test", email_verified: "true" },
  stranger: { email: "stranger@elsewhere.example", email_verified: true },
};

let portal: OwnPortal;
let provider: Server;
/** What the portal asked of the provider, each time. */
const askedOf: URLSearchParams[] = [];

test.beforeAll(async () => {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  portal = await startOwnPortal({
    ...{ LAPSE_OIDC_ISSUER: issuer, LAPSE_OIDC_CLIENT_ID: client.client_id, LAPSE_OIDC_NAME: "Example" },
    LAPSE_OIDC_CLIENT_SECRET: client.client_secret,
  });
  const oidc = new Provider(issuer, {
    clients: [
      {
        ...client,
        redirect_uris: ["/api/auth/callback/oidc", "/api/oidc/confirmation"].map((each) => portal.url + each),
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["not-a-real-cookie-key"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: id, ...accounts[id] }) }),
    // The portal must be the one that insists.
    pkce: { required: () => false },
  });
  provider = oidc.listen(port, "127.0.0.1");
  provider.prependListener("request", ({ url = "" }: IncomingMessage) => {
    const { pathname, searchParams } = new URL(url, issuer);
    if (pathname === "/auth") askedOf.push(searchParams);
  });
  await once(provider, "listening");
  await confirmReads(portal);
});

test.afterAll(async () => {
  provider.closeAllConnections();
  provider.close();
  await portal.remove();
});

/** The provider's own pages: who it is, and, the first time, that the portal may know. */
async function authenticate(page: Page, name: string, isKnown = false): Promise<void> {
  await page.locator("[name=login]").fill(name);
  await page.locator("[name=password]").fill("any");
  await page.locator("[type=submit]").click();
  if (isKnown) return;
  await page
    .locator("[type=submit]")
    .filter({ hasText: /continue/i })
    .click();
}

async function signInAt(page: Page, name: string): Promise<URL> {
  await page.goto(`${portal.url}/sign-in?callbackUrl=%2Faccess`);
  const asked = page.waitForRequest((request) => new URL(request.url()).pathname === "/auth");
  await page.getByRole("button", { name: "Continue with Example" }).click();
  const { searchParams } = new URL((await asked).url());
  for (const check of ["state", "nonce", "code_challenge"]) expect(searchParams.get(check)).toBeTruthy();
  expect(searchParams.get("code_challenge_method")).toBe("S256");
  await authenticate(page, name);
  await page.waitForURL(`${portal.url}/**`);
  return new URL(page.url());
}

const sessionsOpened = () =>
  withClient(superuserUrl("lapse", portal), async (db) => {
    const { rows } = await db.query<{ email: string; method: string }>(
      `select p."email", s."method" from "Session" s join "Person" p on p."id" = s."personId"`,
    );
    return rows;
  });

test("whom the provider vouches for is signed in as the person with that verified address", async ({ page }) => {
  const before = await sessionsOpened();
  expect((await signInAt(page, "ines")).pathname).toBe("/access");
  await expect(page.getByRole("heading", { name: "My access" })).toBeVisible();
  expect((await sessionsOpened()).slice(before.length)).toEqual([
    { email: "requester@demo.lapse.test", method: "oidc" },
  ]);
});

for (const [name, why] of [
  ["mallory", "an address that the provider has not verified"],
  ["trudy", "an address that is verified by a word instead of true"],
  ["stranger", "an address that belongs to nobody here"],
] as const) {
  test(`${why} opens no session`, async ({ page }) => {
    const before = await sessionsOpened();
    expect((await signInAt(page, name)).pathname).toBe("/sign-in");
    await expect(page.getByText("Single sign-on did not let you in.")).toBeVisible();
    expect(await sessionsOpened()).toEqual(before);
  });
}

test("a code that some other browser was sent signs nobody in", async ({ page }) => {
  const before = await sessionsOpened();
  await page.goto(`${portal.url}/api/auth/callback/oidc?code=stolen&state=made-up`);
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  expect(await sessionsOpened()).toEqual(before);
});

/** Presses the button that leads to the provider, and gives the window that opened with what the provider was asked. */
async function toProvider(page: Page): Promise<{ window: Page; asked: URLSearchParams }> {
  const opening = page.context().waitForEvent("page");
  await page.getByRole("button", { name: "Continue at Example" }).click();
  const window = await opening;
  await window.locator("[name=login]").waitFor();
  const begun = await withClient(superuserUrl("lapse", portal), async (db) => {
    const { rows } = await db.query<{ id: string }>(`select "id" from "StepUp" order by "createdAt" desc limit 1`);
    return rows[0]!.id;
  });
  const asked = askedOf.find((each) => each.get("state") === begun);
  if (!asked) throw new Error("the provider was asked for something else");
  return { window, asked };
}

test.describe("an approver without a passkey", () => {
  test("confirms a vote at the provider, in a window that closes, and the vote goes through", async ({ page }) => {
    await signInAt(page, "ana");
    const request = await pendingRead(portal);
    await openLive(page, `${portal.url}/requests/${request.id}`);
    await page.getByLabel("Comment").fill("Looks right to me");
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    const { window, asked } = await toProvider(page);
    expect(Object.fromEntries(asked)).toMatchObject({ prompt: "login", max_age: "0", code_challenge_method: "S256" });
    expect(asked.get("nonce")).toMatch(/^[\w-]{43}$/);
    const closed = window.waitForEvent("close");
    await authenticate(window, "ana", true);
    await closed;
    await expect(page.getByText("You approved it")).toBeVisible();
    await expect(page.getByText("Looks right to me")).toBeVisible();
    expect(await statusOf(portal, request)).toBe("approved");
  });

  test("who is somebody else at the provider confirms nothing, and is told so", async ({ page }) => {
    await signInAt(page, "ana");
    const request = await pendingRead(portal);
    await openLive(page, `${portal.url}/requests/${request.id}`);
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    const { window } = await toProvider(page);
    await authenticate(window, "mallory");
    await expect(page.getByText("Somebody else than you answered")).toBeVisible();
    expect(await statusOf(portal, request)).toBe("pending");
  });

  test("makes a token after proving there who they are", async ({ page }) => {
    await signInAt(page, "ana");
    await withClient(superuserUrl("lapse", portal), (db) =>
      db.query(`update "Session" set "verifiedAt" = now() - interval '6 minutes', version = version + 1`),
    );
    await openLive(page, `${portal.url}/settings`);
    await page.getByRole("button", { name: "New token…" }).click();
    await page.getByLabel("What is it for?").fill("nightly report");
    await page.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Make the token" }).click();
    const { window } = await toProvider(page);
    await authenticate(window, "ana", true);
    await expect(page.getByText("Shown this once, and stored nowhere. Copy it now.")).toBeVisible();
  });

  test("who cancels is back where they were, with nothing done", async ({ page }) => {
    await signInAt(page, "ana");
    const request = await pendingRead(portal);
    await openLive(page, `${portal.url}/requests/${request.id}`);
    await page.getByLabel("Comment").fill("Half a thought");
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(page.getByText("You did not confirm it at the identity provider")).toBeVisible();
    await expect(page.getByLabel("Comment")).toHaveValue("Half a thought");
    expect(await statusOf(portal, request)).toBe("pending");
  });
});

test.describe("without a passkey, confirmed at the provider", () => {
  const confirmAt = async (page: Page, name: string): Promise<void> => {
    const { window, asked } = await toProvider(page);
    expect(Object.fromEntries(asked)).toMatchObject({ prompt: "login", max_age: "0" });
    await authenticate(window, name, true);
  };
  const inDatabase = (text: string) => withClient(superuserUrl("lapse", portal), (db) => db.query(text));

  test("a reviewer puts another policy in force, having seen what it would do", async ({ page, browser }) => {
    await inDatabase(`update "Passkey" set "removedAt" = now(), version = version + 1`);
    const { rows } = await inDatabase(`select "document" from "Policy" order by "number" desc limit 1`);
    const { document } = rows[0] as { document: string };
    await succeed(portal, await signIn(portal, "admin"), "POST", "/api/v1/changes", {
      summary: "Longer reads are decided by security",
      change: {
        kind: "policy",
        document: document.replace(
          "{ from: [resource.owners], need: 1 }\n      maxDuration: 8h",
          '{ from: ["group:security"], need: 1 }\n      maxDuration: 8h',
        ),
      },
    });
    const request = await pendingRead(portal);
    // Somebody works on the policy that is in force so far.
    const writing = await (await browser.newContext()).newPage();
    await writing.context().addCookies(cookieFor(portal.url, await signIn(portal, "admin")));
    await openLive(writing, `${portal.url}/admin/policy`);
    await writing.locator(".cm-content").click();
    await writing.keyboard.press("Control+Home");
    await writing.keyboard.type("# written before\n");
    await signInAt(page, "mei");
    await openLive(page, `${portal.url}/admin/changes`);
    await page
      .getByText(/Ines Duarte: read on orders-db/)
      .first()
      .waitFor();
    // Whoever reviews a change need not be somebody who may open the request.
    await expect(page.getByRole("link", { name: /Ines Duarte: read on orders-db/ })).toHaveCount(0);
    await expect(page.getByText("asked of others").first()).toBeVisible();
    await page.getByRole("button", { name: "Approve…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Approve", exact: true }).click();
    await confirmAt(page, "mei");
    await expect(page.getByText("Longer reads are decided by security is in force")).toBeVisible();
    // What they wrote would undo it, and is not taken for a change of what is in force now.
    await expect(writing.getByText("came into force meanwhile")).toBeVisible();
    await writing.getByRole("button", { name: "Propose…" }).click();
    const dialog = writing.getByRole("dialog");
    await dialog.getByLabel("What does it change?").fill("Nothing but a remark");
    await dialog.getByRole("button", { name: "Propose" }).click();
    await expect(dialog.getByText("What it changes has changed since.")).toBeVisible();
    await writing.context().close();
    // Whoever decides it now is somebody else.
    await openLive(page, `${portal.url}/requests/${request.id}`);
    await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  });

  test("whoever is on call breaks the glass", async ({ page }) => {
    await signInAt(page, "tomas");
    await openLive(page, `${portal.url}/request`);
    const form = page.getByRole("form", { name: "Request access" });
    await form.getByRole("radio", { name: "write on orders-db" }).check();
    await form.getByRole("button", { name: "Break glass…" }).click();
    await form.getByRole("radio", { name: "15 min" }).check();
    await form.getByLabel("Why?").fill("Checkout writes fail for every customer");
    await form.getByRole("button", { name: /^Break glass/ }).click();
    await confirmAt(page, "tomas");
    await page.waitForURL(/\/requests\/req_/);
    await expect(page.getByText("Rule emergency-writes-on-call approves this at once.")).toBeVisible();
  });

  test("the holder of a sensitive entitlement is shown its password", async ({ page }) => {
    await inDatabase(`update "Entitlement" set sensitive = true, version = version + 1 where action = 'read'`);
    const grant = await activeRead(portal, await signIn(portal, "oncall"));
    await signInAt(page, "tomas");
    await openLive(page, `${portal.url}/requests/${grant.requestId}`);
    await page.getByRole("button", { name: "Connect" }).click();
    await page.getByRole("button", { name: "Show the password once" }).click();
    await confirmAt(page, "tomas");
    await expect(page.getByRole("region", { name: "password", exact: true })).toBeVisible();
  });
});

test("an answer that was never asked for confirms nothing, whoever brings it", async () => {
  const path = `/api/oidc/confirmation?code=stolen&state=stp_${"0".repeat(26)}`;
  const outcomeFor = async (caller: Parameters<typeof call>[1]) => {
    const { status, headers } = await call(portal, caller, "GET", path);
    return [status, new URL(headers.get("location") ?? "").searchParams.get("outcome")];
  };
  expect(await outcomeFor(nobody)).toEqual([303, "not_signed_in"]);
  expect(await outcomeFor(await signIn(portal, "approver"))).toEqual([303, "step_up_mismatch"]);
});
