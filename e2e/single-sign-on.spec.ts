import { once } from "node:events";
import type { Server } from "node:http";
import type { Page } from "@playwright/test";
import Provider from "oidc-provider";
import { superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { type OwnPortal, startOwnPortal } from "./support/own-portal.ts";
import { expect, test } from "./support/signed-in.ts";

const client = { client_id: "lapse", client_secret: "not-a-real-client-secret" };

/** By the name they type at the provider. Only there do they have a password, and the provider takes any. */
const accounts: Readonly<Record<string, { email: string; email_verified: unknown }>> = {
  ines: { email: "Requester@demo.lapse.test", email_verified: true },
  mallory: { email: "admin@demo.lapse.test", email_verified: false },
  trudy: { email: "admin@demo.lapse.test", email_verified: "true" },
  stranger: { email: "stranger@elsewhere.example", email_verified: true },
};

let portal: OwnPortal;
let provider: Server;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  portal = await startOwnPortal({
    ...{ LAPSE_OIDC_ISSUER: issuer, LAPSE_OIDC_CLIENT_ID: client.client_id, LAPSE_OIDC_NAME: "Example" },
    LAPSE_OIDC_CLIENT_SECRET: client.client_secret,
  });
  const oidc = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [`${portal.url}/api/auth/callback/oidc`] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["not-a-real-cookie-key"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: id, ...accounts[id] }) }),
    // The portal must be the one that insists.
    pkce: { required: () => false },
  });
  provider = oidc.listen(port, "127.0.0.1");
  await once(provider, "listening");
});

test.afterAll(async () => {
  provider.closeAllConnections();
  provider.close();
  await portal.remove();
});

async function signInAt(page: Page, name: string): Promise<URL> {
  await page.goto(`${portal.url}/sign-in?callbackUrl=%2Faccess`);
  const asked = page.waitForRequest((request) => new URL(request.url()).pathname === "/auth");
  await page.getByRole("button", { name: "Continue with Example" }).click();
  const { searchParams } = new URL((await asked).url());
  for (const check of ["state", "nonce", "code_challenge"]) expect(searchParams.get(check)).toBeTruthy();
  expect(searchParams.get("code_challenge_method")).toBe("S256");
  await page.locator("[name=login]").fill(name);
  await page.locator("[name=password]").fill("any");
  await page.locator("[type=submit]").click();
  await page
    .locator("[type=submit]")
    .filter({ hasText: /continue/i })
    .click();
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
