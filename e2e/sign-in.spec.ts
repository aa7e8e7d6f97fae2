import { superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { actionNamed, callAction } from "./refused/call-action.ts";
import { succeed } from "./support/ask.ts";
import { call, type Caller, signIn, trySignIn } from "./support/call.ts";
import { openLive } from "./support/open-live.ts";
import type { OwnPortal } from "./support/own-portal.ts";
import { emailOf } from "./support/people.ts";
import { cookieFor, expect, test } from "./support/signed-in.ts";

const query = (portal: OwnPortal, text: string, values: unknown[] = []) =>
  withClient(
    superuserUrl("lapse", portal),
    async (client) => (await client.query<Record<string, unknown>>(text, values)).rows,
  );

const isKnown = async (portal: OwnPortal, caller: Caller): Promise<boolean> => {
  const { status } = await call(portal, caller, "GET", "/api/v1/me");
  expect([200, 401]).toContain(status);
  return status === 200;
};

/** Lets everybody try again. */
const forgetAttempts = (portal: OwnPortal) => query(portal, `delete from "RateLimit"`);

test.afterEach(({ quietPortal }) => forgetAttempts(quietPortal));

test("signs in by the form, lands where one wanted to go, and never on another site", async ({
  browser,
  quietPortal,
}) => {
  for (const [wanted, landed] of [
    ["/access", "/access"],
    ["//evil.example/", "/"],
    ["https://evil.example/", "/"],
    ["/\\evil.example", "/"],
  ] as const) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${quietPortal.url}/sign-in?callbackUrl=${encodeURIComponent(wanted)}`);
    await page.getByLabel("E-mail").fill(emailOf("requester"));
    await page.getByLabel("Password", { exact: true }).fill(quietPortal.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Sign in" }).waitFor();
    expect(page.url()).toBe(`${quietPortal.url}${landed}`);
    await page.context().close();
  }
});

test("a wrong password and an unknown address get the same answer", async ({ page, quietPortal }) => {
  const known = await trySignIn(quietPortal, emailOf("requester"), "not the password");
  const unknown = await trySignIn(quietPortal, "nobody@demo.lapse.test", "not the password");
  expect([known.cookie, unknown.cookie]).toEqual([undefined, undefined]);
  expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  await page.goto(`${quietPortal.url}/sign-in`);
  for (const address of [emailOf("requester"), "nobody@demo.lapse.test"]) {
    await page.getByLabel("E-mail").fill(address);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("E-mail and password do not fit together.")).toBeVisible();
  }
});

test("after ten wrong passwords even the right one must wait, and says for how long", async ({ quietPortal }) => {
  const attempts = [];
  for (let n = 0; n < 10; n += 1) attempts.push(await trySignIn(quietPortal, emailOf("contractor"), `wrong ${n}`));
  expect(new Set(attempts.map(({ status }) => status))).toEqual(new Set([401]));
  const right = await trySignIn(quietPortal, emailOf("contractor"), quietPortal.password);
  expect([right.status, right.code, right.cookie]).toEqual([429, "rate_limited", undefined]);
  expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
  // Somebody else's address is not held up by that.
  expect((await trySignIn(quietPortal, emailOf("auditor"), quietPortal.password)).cookie).toBeDefined();
});

test("no form of another site signs anybody in", async ({ quietPortal }) => {
  const { status, cookie } = await trySignIn(quietPortal, emailOf("requester"), quietPortal.password, {
    origin: "https://evil.example",
  });
  expect([status, cookie]).toEqual([403, undefined]);
});

test("signing out ends the session itself, so a copy of its cookie is worth nothing", async ({
  browser,
  quietPortal,
}) => {
  const requester = await signIn(quietPortal, "requester");
  const page = await (await browser.newContext()).newPage();
  await page.context().addCookies(cookieFor(quietPortal.url, requester));
  await openLive(page, `${quietPortal.url}/settings`);
  await page
    .getByRole("button", { name: /Ines Duarte/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.waitForURL(/\/sign-in/);
  expect(await isKnown(quietPortal, requester)).toBe(false);
  await page.context().close();
});

test("a session ends 30 minutes after its last use, and 12 hours after it began", async ({ quietPortal }) => {
  const contractor = await signIn(quietPortal, "contractor");
  const set = (column: "seenAt" | "expiresAt", to: string) =>
    query(
      quietPortal,
      `update "Session" set "${column}" = ${to} where "personId" = (select "id" from "Person" where "email" = $1)`,
      [emailOf("contractor")],
    );
  await set("seenAt", `clock_timestamp() - interval '29 minutes 50 seconds'`);
  expect(await isKnown(quietPortal, contractor)).toBe(true);
  await set("seenAt", `clock_timestamp() - interval '30 minutes'`);
  expect(await isKnown(quietPortal, contractor)).toBe(false);
  // Nothing wakes it again.
  expect(await isKnown(quietPortal, contractor)).toBe(false);
  const other = await signIn(quietPortal, "contractor");
  const [row] = await query(
    quietPortal,
    `select extract(epoch from "expiresAt" - "createdAt")::int as s from "Session" order by "createdAt" desc limit 1`,
  );
  expect(row).toEqual({ s: 12 * 3600 });
  await set("expiresAt", "clock_timestamp()");
  expect(await isKnown(quietPortal, other)).toBe(false);
});

test("disabling a person ends their session, their open page, their token and their sign-in at once", async ({
  browser,
  quietPortal,
}) => {
  const [admin, contractor] = [await signIn(quietPortal, "admin"), await signIn(quietPortal, "contractor")];
  const { id: personId } = await succeed<{ id: string }>(quietPortal, contractor, "GET", "/api/v1/me");
  const page = await (await browser.newContext()).newPage();
  await page.context().addCookies(cookieFor(quietPortal.url, contractor));
  await page.goto(`${quietPortal.url}/access`);
  await page.getByRole("heading", { name: "My access" }).waitFor();
  const stream = await fetch(`${quietPortal.url}/api/live`, { headers: contractor.headers });
  const said = new Response(stream.body).text();
  const act = (name: "disablePersonAction" | "enablePersonAction", input: object) => {
    const action = actionNamed(`app/(portal)/admin/people/actions.ts#${name}`);
    return callAction(quietPortal, admin, action, action.page, [input]);
  };
  expect((await act("disablePersonAction", { personId, reason: "for a test" })).returned).toMatchObject({ ok: true });
  expect(await isKnown(quietPortal, contractor)).toBe(false);
  expect(await said).toContain("event: signed-out");
  await page.waitForURL(/\/sign-in/);
  // Whoever signs in again comes back to where they were.
  expect(new URL(page.url()).searchParams.get("callbackUrl")).toMatch(/^\/access/);
  expect((await trySignIn(quietPortal, emailOf("contractor"), quietPortal.password)).cookie).toBeUndefined();
  await page.context().close();
  expect((await act("enablePersonAction", { personId })).returned).toMatchObject({ ok: true });
  // What ended stays ended.
  expect(await isKnown(quietPortal, contractor)).toBe(false);
  expect(await isKnown(quietPortal, await signIn(quietPortal, "contractor"))).toBe(true);
});
